package io.quorate.server.leader;

import io.quorate.core.ClockReading;
import io.quorate.core.NodeId;
import io.quorate.core.leader.LeaderSetting;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.session.TermQuestions;
import io.quorate.server.watch.TurnLoop;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a leader loop works with.
 *
 * @param setting what stays the same for the leader
 * @param registry the replicated registry
 * @param questions asks the voters
 * @param clocks reads this machine's clocks
 * @param stamps told of the cluster's clock when this node begins to lead
 * @param nudge tells a node, or this one, that a heartbeat now would bring news
 * @param turns the thread that it runs on
 */
public record LeaderParts(
    LeaderSetting setting,
    ReplicatedRegistry registry,
    TermQuestions questions,
    Supplier<ClockReading> clocks,
    Stamps stamps,
    Consumer<NodeId> nudge,
    TurnLoop turns) {}
