package io.quorate.core.failover;

import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.registry.GroupRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Works out what would happen to a group if its active died now. */
public final class Forecaster {
  private Forecaster() {}

  /**
   * What the bound needs to know of the cluster.
   *
   * @param leader the node that leads; null when unknown
   * @param electionBound the longest that an election takes
   */
  public record Cluster(@Nullable NodeId leader, Duration electionBound) {}

  /** The forecast for one group. */
  public static Forecast forecast(Situation situation, Cluster cluster) {
    GroupRecord group = situation.group();
    NodeId active = group.role().holder();
    List<Refusal> obstacles = new ArrayList<>();
    if (active == null) {
      obstacles.add(
          Refusal.of(
              Reason.VACANT,
              "nobody holds " + group.spec().name(),
              "quorate explain " + group.spec().name()));
      return new Forecast(null, null, List.of(), Duration.ZERO, obstacles);
    }
    for (GroupMember member : group.spec().members()) {
      if (!member.node().equals(active)) {
        obstacles.addAll(Eligibility.against(situation, member.node()));
      }
    }
    policy(group, obstacles);
    Optional<NodeId> successor = Succession.heir(situation);
    if (successor.isEmpty()) {
      obstacles.add(
          Refusal.of(
              Reason.NO_ELIGIBLE_STANDBY,
              "no other member of " + group.spec().name() + " may take over now",
              "mend what is said of each"));
    }
    boolean happens =
        successor.isPresent()
            && !group.paused()
            && group.spec().failover().mode() == FailoverPolicy.Mode.AUTOMATIC;
    return happens
        ? new Forecast(
            active,
            successor.get(),
            FailoverBound.terms(group),
            active.equals(cluster.leader()) ? cluster.electionBound() : Duration.ZERO,
            obstacles)
        : new Forecast(active, null, List.of(), Duration.ZERO, obstacles);
  }

  private static void policy(GroupRecord group, List<Refusal> obstacles) {
    if (group.paused()) {
      obstacles.add(
          Refusal.of(
              Reason.PAUSED,
              group.spec().name() + " is paused: no automatic change",
              "quorate resume " + group.spec().name()));
    }
    if (group.spec().failover().mode() == FailoverPolicy.Mode.MANUAL) {
      obstacles.add(
          Refusal.of(
              Reason.MANUAL_FAILOVER,
              "the policy of " + group.spec().name() + " leaves failover to people",
              "quorate failover " + group.spec().name() + " --to NODE --fenced-by WHO"));
    }
  }
}
