package io.quorate.core.registry;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.config.SyncOrdered;
import io.quorate.core.journal.JournalEntry;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Words an event for the history. */
final class JournalLines implements Event.Cases<JournalLines.Line> {

  /** What differs from event to event. */
  record Line(String event, Epoch epoch, @Nullable NodeId node, String cause, Duration took) {}

  private final @Nullable GroupRecord before;
  private final ClusterTime now;

  private JournalLines(@Nullable GroupRecord before, ClusterTime now) {
    this.before = before;
    this.now = now;
  }

  static JournalEntry line(
      Event event, @Nullable GroupRecord before, String actor, ClusterTime now, long sequence) {
    Line line = event.dispatch(new JournalLines(before, now));
    GroupId group = event.group();
    NodeId node = line.node();
    return new JournalEntry(
        sequence,
        now,
        group == null ? "" : group.value(),
        line.event(),
        line.epoch(),
        node == null ? "" : node.value(),
        actor,
        line.cause(),
        line.took());
  }

  @Override
  public Line clusterDefined(Event.ClusterDefined event) {
    return new Line("CLUSTER_DEFINED", Epoch.NONE, null, event.cluster(), Duration.ZERO);
  }

  @Override
  public Line groupDeclared(Event.GroupDeclared event) {
    String name = before == null ? "GROUP_CREATED" : "GROUP_CHANGED";
    return new Line(name, epoch(), null, "revision " + event.revision(), Duration.ZERO);
  }

  @Override
  public Line groupDeleted(Event.GroupDeleted event) {
    return new Line("GROUP_DELETED", event.last(), null, "", Duration.ZERO);
  }

  @Override
  public Line automationSet(Event.AutomationSet event) {
    return new Line(event.automation().name(), epoch(), null, event.cause(), Duration.ZERO);
  }

  @Override
  public Line roleGranted(Event.RoleGranted event) {
    return new Line("ROLE_GRANTED", event.epoch(), event.node(), event.cause(), inPhase());
  }

  @Override
  public Line promotionConfirmed(Event.PromotionConfirmed event) {
    return new Line("ACTIVE", event.epoch(), event.node(), "", inPhase());
  }

  @Override
  public Line roleClosed(Event.RoleClosed event) {
    return new Line(
        "ROLE_" + event.closure(), event.epoch(), event.node(), event.cause(), inPhase());
  }

  @Override
  public Line promotionFailed(Event.PromotionFailed event) {
    return new Line("PROMOTION_FAILED", event.epoch(), event.node(), event.cause(), inPhase());
  }

  @Override
  public Line operationStarted(Event.OperationStarted event) {
    Operation operation = event.operation();
    return new Line(
        operation.kind() + "_STARTED",
        event.epoch(),
        operation.to(),
        operation.cause(),
        Duration.ZERO);
  }

  @Override
  public Line operationAdvanced(Event.OperationAdvanced event) {
    Operation operation = operation();
    Duration took = now.since(operation.stepSince());
    return new Line("STEP_" + event.step(), event.epoch(), operation.to(), event.cause(), took);
  }

  @Override
  public Line operationEnded(Event.OperationEnded event) {
    Operation operation = operation();
    return new Line(
        operation.kind() + "_" + event.outcome(),
        event.epoch(),
        group().role().node(),
        event.cause(),
        now.since(operation.started()));
  }

  @Override
  public Line memberChanged(Event.MemberChanged event) {
    MemberRecord member = group().members().get(event.node());
    Duration took = member == null ? Duration.ZERO : now.since(member.since());
    return new Line("NODE_" + event.state(), epoch(), event.node(), event.cause(), took);
  }

  @Override
  public Line featureLevelRaised(Event.FeatureLevelRaised event) {
    String cause = "from " + event.from() + " to " + event.to();
    return new Line("FEATURE_LEVEL_RAISED", Epoch.NONE, null, cause, Duration.ZERO);
  }

  @Override
  public Line configured(Event.Configured event) {
    if (event.what() instanceof SyncOrdered ordered) {
      String name =
          switch (ordered.order()) {
            case PAUSE -> "SYNC_PAUSED";
            case RESUME -> "SYNC_RESUMED";
            case NOW -> "SYNC_TRIED";
          };
      return new Line(name, epoch(), null, ordered.reason(), Duration.ZERO);
    }
    throw untold(event);
  }

  @Override
  public Line runtimeChanged(Event.RuntimeChanged event) {
    throw untold(event);
  }

  @Override
  public Line runtimeSwept(Event.RuntimeSwept event) {
    throw untold(event);
  }

  @Override
  public Line counted(Event.Counted event) {
    throw untold(event);
  }

  @Override
  public Line sessionOpened(Event.SessionOpened event) {
    throw untold(event);
  }

  @Override
  public Line sessionsEnded(Event.SessionsEnded event) {
    throw untold(event);
  }

  @Override
  public Line secretsKept(Event.SecretsKept event) {
    return SecretKeeping.line(event.what());
  }

  @Override
  public Line seatChanged(Event.SeatChanged event) {
    return Seating.line(event.what());
  }

  @Override
  public Line revocationChanged(Event.RevocationChanged event) {
    return Revoking.line(event.what());
  }

  private static IllegalArgumentException untold(Event event) {
    return new IllegalArgumentException("the history does not tell of " + event);
  }

  private Epoch epoch() {
    return before == null ? Epoch.NONE : before.role().epoch();
  }

  private Duration inPhase() {
    return now.since(group().role().since());
  }

  private GroupRecord group() {
    return Objects.requireNonNull(before, "the group that the event is about");
  }

  private Operation operation() {
    return Objects.requireNonNull(group().operation(), "the planned change that goes on or ends");
  }
}
