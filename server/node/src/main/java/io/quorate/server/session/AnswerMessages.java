package io.quorate.server.session;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.PlainText;
import io.quorate.core.Read;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.declaration.DurationRange;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.Timing;
import io.quorate.core.lease.LeaseTerms;
import io.quorate.core.registry.Phase;
import io.quorate.core.serving.Directive;
import io.quorate.core.session.Changes;
import io.quorate.core.session.HeartbeatAnswer;
import io.quorate.core.session.HeartbeatId;
import io.quorate.core.session.Order;
import io.quorate.replica.declaration.GroupMessages;
import io.quorate.server.wire.States;
import io.quorate.server.wire.Times;
import io.quorate.server.wire.WireFields;
import io.quorate.v1.HeartbeatResponse;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Answers to heartbeats on the wire and in the core. */
public final class AnswerMessages {
  private static final DurationRange PERIOD =
      new DurationRange(Duration.ofMillis(1), Duration.ofHours(1));

  private AnswerMessages() {}

  /**
   * What a node takes from an answer.
   *
   * @param answer the answer
   * @param unread declarations that this build cannot read: the node goes on with what it has
   */
  public record Taken(HeartbeatAnswer answer, SortedMap<GroupId, List<Refusal>> unread) {}

  /**
   * The core's form, or which of its fields make it unusable.
   *
   * @param to the heartbeat that is answered
   */
  public static Read<Taken> read(HeartbeatId to, HeartbeatResponse message) {
    WireFields fields = new WireFields();
    SortedMap<GroupId, Order> present = new TreeMap<>();
    SortedMap<GroupId, GroupSpec> specs = new TreeMap<>();
    SortedMap<GroupId, List<Refusal>> unread = new TreeMap<>();
    for (int i = 0; i < message.getDirectivesCount(); i++) {
      io.quorate.v1.Directive directive = message.getDirectives(i);
      String path = "directives[" + i + "]";
      GroupId name = fields.group(path + ".group", directive.getGroup());
      present.put(name, order(fields, path, directive));
      if (directive.hasSpec()) {
        Read<GroupSpec> spec = GroupMessages.accepted(directive.getSpec());
        GroupSpec value = spec.value();
        if (value == null) {
          unread.put(name, spec.refusals());
        } else if (value.name().equals(name)) {
          specs.put(name, value);
        } else {
          unread.put(name, List.of(ofAnother(value.name())));
        }
      }
    }
    TreeSet<GroupId> gone = new TreeSet<>();
    message.getGoneList().forEach(name -> gone.add(fields.group("gone", name)));
    HeartbeatAnswer answer =
        new HeartbeatAnswer(
            to,
            fields.node("leader", message.getLeader()),
            fields.term("term", message.getTerm()),
            new Changes<>(SessionFields.span(fields, "orders", message.getOrders()), present, gone),
            specs,
            SessionFields.counted(fields, "heard", message.getHeard()),
            fields.duration("heartbeat_period", message.getHeartbeatPeriod(), PERIOD));
    return Read.of(new Taken(answer, unread), fields.refusals());
  }

  private static Refusal ofAnother(GroupId group) {
    return new Refusal(
        Reason.INVALID_VALUE, "is that of " + group, "declare the group anew", "name");
  }

  private static Order order(WireFields fields, String path, io.quorate.v1.Directive message) {
    LeaseTerms lease =
        message.hasLease()
            ? new LeaseTerms(
                fields.duration(path + ".lease", message.getLease(), Timing.LEASE),
                fields.duration(path + ".fence_delay", message.getFenceDelay(), Timing.FENCE_DELAY))
            : null;
    NodeId holder =
        message.getHolder().isEmpty() ? null : fields.node(path + ".holder", message.getHolder());
    return new Order(
        new Directive(step(message.getStep()), fields.epoch(path + ".epoch", message.getEpoch())),
        lease,
        fields.revision(path + ".revision", message.getRevision()),
        new Order.Holding(
            phase(message.getPhase()),
            holder,
            message.getHolderEndpointsList().stream().map(PlainText::of).toList()),
        message.getPaused() ? Order.Automation.PAUSED : Order.Automation.RUNNING,
        PlainText.of(message.getCause()),
        PlainText.of(message.getDeliveriesHeld()));
  }

  /** A step that this build does not know starts nothing. */
  private static Directive.Step step(io.quorate.v1.Directive.Step step) {
    return switch (step) {
      case SERVE -> Directive.Step.SERVE;
      case QUIESCE -> Directive.Step.QUIESCE;
      case DEMOTE -> Directive.Step.DEMOTE;
      case STAND_BY, STEP_UNSPECIFIED, UNRECOGNIZED -> Directive.Step.STAND_BY;
    };
  }

  private static Phase phase(io.quorate.v1.Phase phase) {
    return switch (phase) {
      case PROMOTING -> Phase.PROMOTING;
      case ACTIVE -> Phase.ACTIVE;
      case QUIESCING -> Phase.QUIESCING;
      case DEMOTING -> Phase.DEMOTING;
      case VACANT, PHASE_UNSPECIFIED, UNRECOGNIZED -> Phase.VACANT;
    };
  }

  /** The wire's form. */
  public static HeartbeatResponse message(HeartbeatAnswer answer) {
    HeartbeatResponse.Builder message =
        HeartbeatResponse.newBuilder()
            .setTerm(answer.term().value())
            .setLeader(answer.leader().value())
            .setHeartbeatPeriod(Times.message(answer.period()))
            .setOrders(HeartbeatMessages.message(answer.orders().span()))
            .setHeard(answer.heard());
    answer.orders().gone().forEach(name -> message.addGone(name.value()));
    answer
        .orders()
        .present()
        .forEach(
            (name, order) -> message.addDirectives(message(name, order, answer.specs().get(name))));
    return message.build();
  }

  private static io.quorate.v1.Directive message(
      GroupId name, Order order, @Nullable GroupSpec spec) {
    io.quorate.v1.Directive.Builder message =
        io.quorate.v1.Directive.newBuilder()
            .setGroup(name.value())
            .setStep(message(order.directive().step()))
            .setEpoch(order.directive().epoch().value())
            .setRevision(order.revision().value())
            .setPhase(States.message(order.role().phase()))
            .setPaused(order.automation() == Order.Automation.PAUSED)
            .setCause(order.cause())
            .setDeliveriesHeld(order.held())
            .addAllHolderEndpoints(order.role().endpoints());
    LeaseTerms lease = order.lease();
    if (lease != null) {
      message
          .setLease(Times.message(lease.lease()))
          .setFenceDelay(Times.message(lease.fenceDelay()));
    }
    NodeId holder = order.role().holder();
    if (holder != null) {
      message.setHolder(holder.value());
    }
    if (spec != null) {
      message.setSpec(GroupMessages.of(spec));
    }
    return message.build();
  }

  private static io.quorate.v1.Directive.Step message(Directive.Step step) {
    return switch (step) {
      case STAND_BY -> io.quorate.v1.Directive.Step.STAND_BY;
      case SERVE -> io.quorate.v1.Directive.Step.SERVE;
      case QUIESCE -> io.quorate.v1.Directive.Step.QUIESCE;
      case DEMOTE -> io.quorate.v1.Directive.Step.DEMOTE;
    };
  }
}
