package io.quorate.core.failover;

import io.quorate.core.Epoch;
import io.quorate.core.Revision;
import io.quorate.core.delivery.DeliveryReport;
import io.quorate.core.facts.FactReport;
import io.quorate.core.registry.MemberState;
import java.util.List;

/**
 * What a node said of itself about one group in its last heartbeat.
 *
 * @param epoch that it serves or is leaving; NONE when nothing of the group runs there
 * @param state as the node sees it
 * @param cause why it is in that state; may be empty
 * @param released the highest epoch that it has released (H5)
 * @param failed the last epoch whose promotion failed there
 * @param quiescing whether clients are turned away by now
 * @param fitness whether it can serve
 * @param revision of the declaration that it works with
 * @param checks its health checks
 * @param resources its resources, for people; empty while nothing of the group runs there
 * @param deliveries how the files of its configuration stand there, for people
 * @param facts what it found of those that commands find
 */
public record MemberReport(
    Epoch epoch,
    MemberState state,
    String cause,
    Epoch released,
    Epoch failed,
    Quiescing quiescing,
    Fitness fitness,
    Revision revision,
    List<CheckReport> checks,
    List<ResourceReport> resources,
    List<DeliveryReport> deliveries,
    List<FactReport> facts) {

  /** Whether clients are turned away. */
  public enum Quiescing {
    /** Not, or not yet. */
    NO,
    /** The quiesce step is over. */
    DONE,
    /** A quiesce command failed: the change is to be undone. */
    FAILED
  }

  /** Whether the node can serve the group. */
  public enum Fitness {
    /** Nothing speaks against it. */
    FIT,
    /** A critical check fails, or a service died more often than it may. */
    UNFIT
  }

  /** Keeps its own copies. */
  public MemberReport {
    checks = List.copyOf(checks);
    resources = List.copyOf(resources);
    deliveries = List.copyOf(deliveries);
    facts = List.copyOf(facts);
  }

  /** Names of the checks that keep the role away. */
  public List<String> failingChecks() {
    return checks.stream().filter(CheckReport::speaksAgainst).map(CheckReport::name).toList();
  }

  /** The same, with something else said of epochs that are over. */
  public MemberReport over(Epoch nowReleased, Epoch nowFailed) {
    return new MemberReport(
        epoch,
        state,
        cause,
        nowReleased,
        nowFailed,
        quiescing,
        fitness,
        revision,
        checks,
        resources,
        deliveries,
        facts);
  }
}
