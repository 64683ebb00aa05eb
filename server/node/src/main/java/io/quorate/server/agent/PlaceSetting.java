package io.quorate.server.agent;

import io.quorate.core.NodeId;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What stays the same wherever this node works on a group.
 *
 * @param self this node
 * @param dataDirectory where it keeps what is its own
 * @param serviceLogBytes after which a service's log is rotated
 * @param watchdogDevice fed by the guards; null for none
 */
public record PlaceSetting(
    NodeId self, Path dataDirectory, long serviceLogBytes, @Nullable Path watchdogDevice) {}
