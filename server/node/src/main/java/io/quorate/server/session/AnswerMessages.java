package io.quorate.server.session;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.lease.LeaseTerms;
import io.quorate.core.registry.Phase;
import io.quorate.core.serving.Directive;
import io.quorate.core.session.Changes;
import io.quorate.core.session.HeartbeatAnswer;
import io.quorate.core.session.HeartbeatId;
import io.quorate.core.session.Order;
import io.quorate.server.wire.GroupMessages;
import io.quorate.server.wire.GroupSpecs;
import io.quorate.server.wire.States;
import io.quorate.server.wire.Times;
import io.quorate.v1.HeartbeatResponse;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Answers to heartbeats on the wire and in the core. */
public final class AnswerMessages {
  private AnswerMessages() {}

  /**
   * The core's form.
   *
   * @param to the heartbeat that is answered
   * @throws MalformedMessageException when it says something that cannot be
   */
  public static HeartbeatAnswer read(HeartbeatId to, HeartbeatResponse message)
      throws MalformedMessageException {
    SortedMap<GroupId, Order> present = new TreeMap<>();
    SortedMap<GroupId, GroupSpec> specs = new TreeMap<>();
    for (io.quorate.v1.Directive directive : message.getDirectivesList()) {
      GroupId name = Fields.group("directives.group", directive.getGroup());
      present.put(name, order(directive));
      if (directive.hasSpec()) {
        // One that this build cannot read leaves the group as it is, and no other is concerned.
        GroupSpec spec = GroupSpecs.read(directive.getSpec()).spec();
        if (spec != null && spec.name().equals(name)) {
          specs.put(name, spec);
        }
      }
    }
    TreeSet<GroupId> gone = new TreeSet<>();
    for (String name : message.getGoneList()) {
      gone.add(Fields.group("gone", name));
    }
    return new HeartbeatAnswer(
        to,
        Fields.node("leader", message.getLeader()),
        Fields.term("term", message.getTerm()),
        new Changes<>(Fields.span("orders", message.getOrders()), present, gone),
        specs,
        Fields.counted("heard", message.getHeard()),
        Fields.duration("heartbeat_period", message.getHeartbeatPeriod()));
  }

  private static Order order(io.quorate.v1.Directive message) throws MalformedMessageException {
    Epoch epoch = Fields.epoch("directives.epoch", message.getEpoch());
    Revision revision = Fields.revision("directives.revision", message.getRevision());
    LeaseTerms lease =
        message.hasLease()
            ? new LeaseTerms(
                Fields.duration("directives.lease", message.getLease()),
                Fields.duration("directives.fence_delay", message.getFenceDelay()))
            : null;
    NodeId holder =
        message.getHolder().isEmpty()
            ? null
            : Fields.node("directives.holder", message.getHolder());
    return new Order(
        new Directive(step(message.getStep()), epoch),
        lease,
        revision,
        new Order.Holding(phase(message.getPhase()), holder, message.getHolderEndpointsList()),
        message.getPaused() ? Order.Automation.PAUSED : Order.Automation.RUNNING,
        message.getCause());
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
