package io.quorate.server.wire;

import io.quorate.core.GroupId;
import io.quorate.core.Read;
import io.quorate.core.Revision;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.serving.Directive;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the leader wants of a node for one group.
 *
 * @param group which
 * @param order what to do
 * @param lease how long the lease goes on from the time of sending; null: it is not extended
 * @param declaration what came of reading it; null when none was sent, for the node has it. One
 *     that cannot be read does not make the order void: the node goes on with the one that it has
 * @param revision of the declaration
 * @param cause why the role changes, on one line; may be empty
 */
public record NodeDirective(
    GroupId group,
    Directive order,
    @Nullable Duration lease,
    @Nullable Read<GroupSpec> declaration,
    Revision revision,
    String cause) {}
