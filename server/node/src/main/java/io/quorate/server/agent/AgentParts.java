package io.quorate.server.agent;

import io.quorate.core.ClockReading;
import io.quorate.server.api.ClusterIdentity;
import io.quorate.server.check.ProbeRun;
import io.quorate.server.guard.GuardStation;
import io.quorate.server.leader.LeaderLoop;
import io.quorate.server.process.CommandRunner;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.session.Peers;
import io.quorate.server.watch.LoopProgress;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an agent works with.
 *
 * @param identity who this node is, and its cluster
 * @param settings limits and places
 * @param registry this node's copy of the registry
 * @param leader takes this node's heartbeats while it leads itself
 * @param peers the other nodes
 * @param local how services, hooks and probes are run here; null on a node that is never active
 * @param clocks reads this machine's clocks
 * @param progress told whenever the agent's loop gets on
 * @param bug takes a broken invariant and halts the process
 */
public record AgentParts(
    ClusterIdentity identity,
    Settings settings,
    ReplicatedRegistry registry,
    LeaderLoop leader,
    Peers peers,
    @Nullable Local local,
    Supplier<ClockReading> clocks,
    LoopProgress progress,
    Consumer<Throwable> bug) {

  /**
   * Limits and places.
   *
   * @param dataDirectory of this node
   * @param incarnation counts the starts of this node
   * @param version of this program
   * @param apiAddress where the others reach this node's API
   * @param serviceLogBytes after which a service's log is rotated
   * @param minFreeBytes free space on the data directory below which a warning is shown; 0: never
   * @param watchdogDevice fed by the guards; null for none
   */
  public record Settings(
      Path dataDirectory,
      long incarnation,
      String version,
      String apiAddress,
      long serviceLogBytes,
      long minFreeBytes,
      @Nullable Path watchdogDevice) {}

  /**
   * How things are run on this machine.
   *
   * @param guards starts, adopts and sweeps guards
   * @param commands runs hooks
   * @param probes runs probes, in the calling thread
   * @param workers run what takes time, on a bounded number of threads
   */
  public record Local(
      GuardStation guards, CommandRunner commands, ProbeRun probes, Executor workers) {}
}
