package io.quorate.core.agent;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.serving.Ending;
import io.quorate.core.serving.Stage;
import io.quorate.core.session.Order;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * In which circumstances something is done for a group.
 *
 * @param served the declaration by which it is done
 * @param stage how far the node is
 * @param epoch that it serves or leaves; NONE when nothing is here
 * @param reason why the role changes, for hooks and logs; may be empty
 * @param deadline when the lease ends; null when there is none
 * @param fenceDelay how long the guard may take after that
 * @param ending what becomes of the role; of use only when something is stopped
 * @param role who has the role, as the leader last said; null when it said nothing yet
 */
public record Act(
    GroupSpec served,
    Stage stage,
    Epoch epoch,
    String reason,
    @Nullable ClockReading deadline,
    Duration fenceDelay,
    Ending ending,
    Order.@Nullable Holding role) {}
