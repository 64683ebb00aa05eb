package io.quorate.core.registry;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.FeatureLevel;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import io.quorate.core.Term;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.config.ConfigDecision;
import io.quorate.core.config.ConfigEvent;
import io.quorate.core.config.ConfigRules;
import io.quorate.core.config.HistoryDropped;
import io.quorate.core.config.LeftHistory;
import io.quorate.core.revocation.RevocationRules;
import io.quorate.core.runtime.RuntimeSweeps;
import io.quorate.core.store.Row;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the registry accepts and refuses, checked when the entry is applied: S1, S2, S3 and G5 of
 * the role protocol. Reads, never writes.
 */
final class Rules implements CommandCases<Decision> {
  private final StoreView store;
  private final Term term;
  private final ClusterTime now;
  private final DeclarationRules declarations;
  private final OperationRules operations;
  private final GroupValues values;
  private String actor = "";

  Rules(StoreView store, Term term, ClusterTime now) {
    this.store = store;
    this.term = term;
    this.now = now;
    this.declarations = new DeclarationRules(store, now);
    this.operations = new OperationRules(now);
    this.values = new GroupValues(store, now);
  }

  Decision decide(Request request) {
    FeatureLevel level = FeatureLevels.of(store);
    Optional<Refusal> tooLow = FeatureLevels.against(request.command(), level);
    if (tooLow.isPresent()) {
      return new Decision.Rejected(List.of(tooLow.get()));
    }
    Term decidedIn = request.decidedIn();
    if (decidedIn != null && !decidedIn.equals(term)) {
      return reject(
          Reason.STALE_TERM,
          "decided in term " + decidedIn + ", the log is in term " + term,
          "ask again; what a leader decides by itself, the present one decides again");
    }
    if (decidedIn == null && ClosedEpoch.of(request.command()).isPresent()) {
      return reject(
          Reason.STALE_TERM,
          "it closes an epoch and names no term, so the lease may have been extended since",
          "ask a leader, which adds the term");
    }
    actor = request.actor();
    return request.command().dispatch(this);
  }

  @Override
  public Decision defineCluster(Command.DefineCluster command) {
    String known = store.get(Table.FACTS, Facts.CLUSTER);
    if (known == null) {
      return accept(Answer.DONE, new Event.ClusterDefined(command.cluster(), command.nodes()));
    }
    return reject(
        Reason.CLUSTER_DEFINED, "this is cluster '" + known + "' already", "nothing is to be done");
  }

  @Override
  public Decision applyGroup(Command.ApplyGroup command) {
    return declarations.apply(command, actor);
  }

  @Override
  public Decision deleteGroup(Command.DeleteGroup command) {
    return declarations.delete(command, actor);
  }

  @Override
  public Decision setAutomation(Command.SetAutomation command) {
    List<GroupId> chosen = new ArrayList<>();
    GroupId one = command.group();
    if (one == null) {
      store.range(Table.GROUPS, "", "~", DeclarationRules.MAX_GROUPS).stream()
          .map(Row::value)
          .filter(group -> group.automation() != command.automation())
          .forEach(group -> chosen.add(group.spec().name()));
    } else {
      GroupRecord group = store.get(Table.GROUPS, one.value());
      if (group == null) {
        return unknown(one);
      }
      if (group.automation() != command.automation()) {
        chosen.add(one);
      }
    }
    List<Event> events = new ArrayList<>();
    for (GroupId group : chosen) {
      events.add(new Event.AutomationSet(group, command.automation(), command.cause()));
    }
    Answer answer = new Answer(Epoch.NONE, Revision.NONE, Answer.Change.NONE, chosen);
    return new Decision.Accepted(events, answer);
  }

  @Override
  public Decision grantRole(Command.GrantRole command) {
    return on(command.group(), group -> grant(group, command));
  }

  private Decision grant(GroupRecord group, Command.GrantRole command) {
    List<Refusal> refusals = new ArrayList<>();
    staleEpoch(group, command.closed(), refusals);
    if (group.role().open()) {
      refusals.add(open(group));
    }
    GrantRules.target(group, command.to(), store, refusals);
    GrantRules.automatic(group, command.to(), now, refusals);
    return refusals.isEmpty()
        ? granted(group, command.to(), command.cause(), List.of())
        : new Decision.Rejected(refusals);
  }

  @Override
  public Decision forceRole(Command.ForceRole command) {
    return on(command.group(), group -> force(group, command));
  }

  private Decision force(GroupRecord group, Command.ForceRole command) {
    List<Refusal> refusals = new ArrayList<>();
    staleEpoch(group, command.epoch(), refusals);
    GrantRules.target(group, command.to(), store, refusals);
    GrantRules.forced(group, command, refusals);
    if (!refusals.isEmpty()) {
      return new Decision.Rejected(refusals);
    }
    List<Event> before = new ArrayList<>();
    NodeId holder = group.role().holder();
    if (holder != null) {
      before.add(closed(group, holder, Closure.FENCED, command.fencedBy()));
    }
    if (group.operation() != null) {
      before.add(ended(group, Event.OperationEnded.Outcome.FAILED, "an operator forced the role"));
    }
    String cause = command.fencedBy().isBlank() ? "forced" : "forced: " + command.fencedBy();
    return granted(group, command.to(), cause, before);
  }

  @Override
  public Decision confirmPromotion(Command.ConfirmPromotion command) {
    return on(command.group(), group -> confirm(group, command));
  }

  private Decision confirm(GroupRecord group, Command.ConfirmPromotion command) {
    List<Refusal> refusals = new ArrayList<>();
    staleEpoch(group, command.epoch(), refusals);
    notHolder(group, command.node(), refusals);
    if (group.role().phase() != Phase.PROMOTING) {
      refusals.add(wrongPhase(group, Phase.PROMOTING));
    }
    if (!refusals.isEmpty()) {
      return new Decision.Rejected(refusals);
    }
    List<Event> events = new ArrayList<>();
    events.add(new Event.PromotionConfirmed(command.group(), command.epoch(), command.node()));
    Operation operation = group.operation();
    if (operation != null) {
      events.add(ended(group, OperationRules.outcome(operation, command.node()), ""));
    }
    return new Decision.Accepted(events, answer(group.role().epoch(), group));
  }

  @Override
  public Decision releaseRole(Command.ReleaseRole command) {
    return on(command.group(), group -> release(group, command));
  }

  private Decision release(GroupRecord group, Command.ReleaseRole command) {
    List<Refusal> refusals = new ArrayList<>();
    staleEpoch(group, command.epoch(), refusals);
    notHolder(group, command.node(), refusals);
    if (!refusals.isEmpty()) {
      return new Decision.Rejected(refusals);
    }
    List<Event> events = new ArrayList<>();
    if (command.outcome() == Command.ReleaseRole.Outcome.PROMOTION_FAILED) {
      events.add(
          new Event.PromotionFailed(
              command.group(), command.epoch(), command.node(), command.cause()));
    }
    events.add(closed(group, command.node(), Closure.RELEASED, command.cause()));
    events.addAll(operations.afterRelease(group, command));
    return new Decision.Accepted(events, answer(group.role().epoch(), group));
  }

  @Override
  public Decision expireRole(Command.ExpireRole command) {
    return on(command.group(), group -> expire(group, command));
  }

  private Decision expire(GroupRecord group, Command.ExpireRole command) {
    List<Refusal> refusals = new ArrayList<>();
    staleEpoch(group, command.epoch(), refusals);
    NodeId holder = group.role().holder();
    if (holder == null) {
      refusals.add(vacant(group));
    }
    if (!refusals.isEmpty() || holder == null) {
      return new Decision.Rejected(refusals);
    }
    List<Event> events = new ArrayList<>();
    events.add(closed(group, holder, Closure.EXPIRED, command.cause()));
    events.addAll(operations.afterExpiry(group));
    return new Decision.Accepted(events, answer(group.role().epoch(), group));
  }

  @Override
  public Decision startOperation(Command.StartOperation command) {
    return on(command.group(), group -> start(group, command));
  }

  private Decision start(GroupRecord group, Command.StartOperation command) {
    List<Refusal> refusals = new ArrayList<>();
    staleEpoch(group, command.epoch(), refusals);
    GrantRules.target(group, command.to(), store, refusals);
    operations.start(group, command, refusals);
    return refusals.isEmpty()
        ? operations.started(group, command, actor)
        : new Decision.Rejected(refusals);
  }

  @Override
  public Decision advanceOperation(Command.AdvanceOperation command) {
    return onOperation(
        command.group(), command.epoch(), Operation.Step.QUIESCE, operations::toDemote);
  }

  @Override
  public Decision cancelOperation(Command.CancelOperation command) {
    return onOperation(
        command.group(),
        command.epoch(),
        null,
        group ->
            accept(
                answer(group.role().epoch(), group),
                ended(group, Event.OperationEnded.Outcome.UNDONE, command.cause())));
  }

  @Override
  public Decision recordMember(Command.RecordMember command) {
    return on(command.group(), group -> record(group, command));
  }

  private Decision record(GroupRecord group, Command.RecordMember command) {
    MemberRecord known = group.members().get(command.node());
    if (known == null) {
      return reject(
          Reason.NOT_A_MEMBER, command.node() + " is not a member of " + command.group(), "");
    }
    if (known.state() == command.state() && known.cause().equals(command.cause())) {
      return accept(Answer.DONE);
    }
    return accept(
        Answer.DONE,
        new Event.MemberChanged(command.group(), command.node(), command.state(), command.cause()));
  }

  @Override
  public Decision raiseFeatureLevel(Command.RaiseFeatureLevel command) {
    FeatureLevel present = FeatureLevels.of(store);
    return present.reaches(command.to())
        ? reject(
            Reason.LEVEL_REACHED,
            "the cluster is at feature level " + present + " already",
            "nothing is to be done")
        : accept(Answer.DONE, new Event.FeatureLevelRaised(present, command.to()));
  }

  @Override
  public Decision configure(Command.Configure command) {
    return onLasting(command.change().space().group(), group -> configure(group, command.change()));
  }

  private Decision configure(GroupRecord group, ConfigCommand change) {
    RoleRecord role = group.role();
    ConfigDecision decision =
        ConfigRules.decide(change, SpaceOwners.of(group), new ConfigRules.Asked(actor, now), store);
    if (!decision.refusals().isEmpty()) {
      return new Decision.Rejected(decision.refusals());
    }
    ConfigEvent event = decision.event();
    Answer answer =
        new Answer(
            role.epoch(),
            decision.revision(),
            event == null ? Answer.Change.NONE : Answer.Change.CHANGED,
            List.of(group.spec().name()));
    return event == null ? accept(answer) : accept(answer, new Event.Configured(event, actor));
  }

  @Override
  public Decision changeRuntime(Command.ChangeRuntime command) {
    return onLasting(command.change().group(), group -> values.decide(group, command.change()));
  }

  @Override
  public Decision sweep(Command.Sweep command) {
    List<Event> events = new ArrayList<>();
    events.add(new Event.RuntimeSwept(RuntimeSweeps.find(store, now)));
    HistoryDropped left = LeftHistory.next(store);
    if (left != null) {
      events.add(new Event.Configured(left, actor));
    }
    if (Sessions.open(store) > 0) {
      events.add(Sessions.idle(store, now));
    }
    return new Decision.Accepted(events, Answer.DONE);
  }

  @Override
  public Decision openSession(Command.OpenSession command) {
    return Sessions.openOne(store, now, actor);
  }

  @Override
  public Decision endSession(Command.EndSession command) {
    return Sessions.end(store, command.session());
  }

  @Override
  public Decision count(Command.Count command) {
    return onLasting(
        command.change().counter().group(), group -> values.decide(group, command.change()));
  }

  @Override
  public Decision keepSecrets(Command.KeepSecrets command) {
    return SecretKeeping.decide(command.change(), store, now);
  }

  @Override
  public Decision changeSeat(Command.ChangeSeat command) {
    return Seating.decide(command.change(), store, now);
  }

  @Override
  public Decision changeRevocation(Command.ChangeRevocation command) {
    return Revoking.decide(command.change(), new RevocationRules(store, now, actor));
  }

  private Decision onOperation(
      GroupId name,
      Epoch epoch,
      Operation.@Nullable Step step,
      Function<GroupRecord, Decision> then) {
    return on(
        name,
        group -> {
          List<Refusal> refusals = new ArrayList<>();
          staleEpoch(group, epoch, refusals);
          operations.underWay(group, step, refusals);
          return refusals.isEmpty() ? then.apply(group) : new Decision.Rejected(refusals);
        });
  }

  /** Finds the group and decides about it, or refuses because there is none. */
  private Decision on(GroupId name, Function<GroupRecord, Decision> rule) {
    GroupRecord group = store.get(Table.GROUPS, name.value());
    return group == null ? unknown(name) : rule.apply(group);
  }

  /** The same for a group that is not about to go. */
  private Decision onLasting(GroupId name, Function<GroupRecord, Decision> rule) {
    return on(
        name,
        group ->
            group.retiring()
                ? reject(Reason.RETIRING, name + " is being deleted", "wait until it is gone")
                : rule.apply(group));
  }

  private Decision granted(GroupRecord group, NodeId to, String cause, List<Event> before) {
    Epoch epoch = group.role().epoch().next();
    List<Event> events = new ArrayList<>(before);
    events.add(
        new Event.RoleGranted(
            group.spec().name(),
            epoch,
            to,
            group.spec().timing().lease(),
            group.spec().timing().fenceDelay(),
            cause));
    return new Decision.Accepted(events, answer(epoch, group));
  }

  private static void staleEpoch(GroupRecord group, Epoch assumed, List<Refusal> refusals) {
    Epoch present = group.role().epoch();
    if (!present.equals(assumed)) {
      refusals.add(
          Refusal.of(
              Reason.STALE_EPOCH,
              "decided for epoch " + assumed + ", " + group.spec().name() + " is at " + present,
              "look at the present state and decide again"));
    }
  }

  private static void notHolder(GroupRecord group, NodeId node, List<Refusal> refusals) {
    if (!group.role().heldBy(node)) {
      refusals.add(
          Refusal.of(Reason.NOT_THE_HOLDER, node + " does not hold " + group.spec().name(), ""));
    }
  }

  static Refusal open(GroupRecord group) {
    return Refusal.of(
        Reason.EPOCH_OPEN,
        group.role().node() + " holds epoch " + group.role().epoch() + " of " + group.spec().name(),
        "it must be released, expired or fenced first");
  }

  static Refusal vacant(GroupRecord group) {
    return Refusal.of(Reason.VACANT, "nobody holds " + group.spec().name(), "");
  }

  static Refusal wrongPhase(GroupRecord group, Phase wanted) {
    return Refusal.of(
        Reason.WRONG_PHASE,
        group.spec().name() + " is " + group.role().phase() + ", not " + wanted,
        "wait for the change under way to end");
  }

  static Event closed(GroupRecord group, NodeId holder, Closure how, String cause) {
    return new Event.RoleClosed(group.spec().name(), group.role().epoch(), holder, how, cause);
  }

  static Event ended(GroupRecord group, Event.OperationEnded.Outcome outcome, String cause) {
    return new Event.OperationEnded(group.spec().name(), group.role().epoch(), outcome, cause);
  }

  static Answer answer(Epoch epoch, GroupRecord group) {
    return new Answer(epoch, group.revision(), Answer.Change.NONE, List.of(group.spec().name()));
  }

  static Decision accept(Answer answer, Event... events) {
    return new Decision.Accepted(List.of(events), answer);
  }

  static Decision reject(Reason reason, String message, String remedy) {
    return new Decision.Rejected(List.of(Refusal.of(reason, message, remedy)));
  }

  static Decision unknown(GroupId group) {
    return reject(
        Reason.UNKNOWN_GROUP, "there is no group '" + group + "'", "see: quorate group list");
  }
}
