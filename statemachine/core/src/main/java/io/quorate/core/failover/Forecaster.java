package io.quorate.core.failover;

import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpecRules;
import io.quorate.core.declaration.Timing;
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
   * @param commitBound the longest until a decision is replicated and seen by its leader
   */
  public record Cluster(@Nullable NodeId leader, Duration electionBound, Duration commitBound) {}

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
      return new Forecast(null, null, List.of(), obstacles);
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
        ? new Forecast(active, successor.get(), terms(group, active, cluster), obstacles)
        : new Forecast(active, null, List.of(), obstacles);
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

  private static List<Forecast.TimeTerm> terms(GroupRecord group, NodeId active, Cluster cluster) {
    List<Forecast.TimeTerm> terms = new ArrayList<>();
    if (active.equals(cluster.leader())) {
      terms.add(
          new Forecast.TimeTerm(
              "election",
              cluster.electionBound(),
              "the active leads too: a new leader is elected"));
    }
    Duration expiry = Timing.expiry(group.role().lease(), group.role().fenceDelay());
    terms.add(
        new Forecast.TimeTerm(
            "lease",
            expiry,
            "(lease + fence delay) x 1.01: until the old active surely serves no more"));
    if (!group.spec().failover().delay().isZero()) {
      terms.add(
          new Forecast.TimeTerm(
              "delay", group.spec().failover().delay(), "asked for by the policy"));
    }
    terms.add(
        new Forecast.TimeTerm(
            "decision", cluster.commitBound(), "expiry and grant are replicated to a majority"));
    terms.add(
        new Forecast.TimeTerm(
            "directive",
            group.spec().timing().heartbeat(),
            "until the successor's next heartbeat"));
    terms.add(
        new Forecast.TimeTerm(
            "start",
            GroupSpecRules.startBound(group.spec()),
            "limits of its resources; mostly far less"));
    return terms;
  }
}
