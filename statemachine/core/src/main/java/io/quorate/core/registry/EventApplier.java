package io.quorate.core.registry;

import io.quorate.core.ClusterTime;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.config.ConfigApplier;
import io.quorate.core.config.ConfigChanged;
import io.quorate.core.config.ConfigHistory;
import io.quorate.core.config.ConfigLimits;
import io.quorate.core.config.ConfigRules;
import io.quorate.core.config.SealedAt;
import io.quorate.core.config.SpaceId;
import io.quorate.core.counter.CounterRules;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.journal.Journal;
import io.quorate.core.runtime.RuntimeApplier;
import io.quorate.core.secret.SecretApplier;
import io.quorate.core.secret.SecretEvent;
import io.quorate.core.store.Store;
import io.quorate.core.store.Table;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes what an event changes, and its line in the history. Never refuses. */
final class EventApplier implements Event.Cases<@Nullable Void> {
  private final Store store;
  private final ClusterTime now;
  private final RuntimeApplier runtime;
  private final ConfigHistory history;
  private int applied;
  private long configuredBytes;

  EventApplier(Store store, ClusterTime now) {
    this.store = store;
    this.now = now;
    this.runtime = new RuntimeApplier(store);
    this.history = new ConfigHistory(store, ConfigHistory.Limit.KEPT, EntryLimits.MAX_EVENTS);
  }

  /**
   * Whether further events of this entry may be applied: all of them are one write to the store,
   * which is held in memory.
   */
  boolean hasRoomFor(List<Event> events) {
    boolean configure = events.stream().anyMatch(EventApplier::movesValues);
    return events.stream().mapToInt(EventApplier::cost).sum() <= EntryLimits.MAX_EVENTS - applied
        && !(configure && configuredBytes > ConfigLimits.COMMIT_BYTES);
  }

  /** Each change of a value costs about what an event does. */
  private static int cost(Event event) {
    if (event instanceof Event.SecretsKept secrets
        && secrets.what() instanceof SecretEvent.RowsResealed resealed) {
      return resealed.rows().size();
    }
    return event instanceof Event.Configured configured
            && configured.what() instanceof ConfigChanged changed
        ? Math.max(1, changed.edits().size())
        : 1;
  }

  private static boolean movesValues(Event event) {
    return event instanceof Event.Configured configured
        && configured.what() instanceof ConfigChanged;
  }

  void apply(Event event, String actor) {
    applied += cost(event);
    GroupId name = event.group();
    GroupRecord before = name == null ? null : store.get(Table.GROUPS, name.value());
    event.dispatch(this);
    if (!event.historic()) {
      return;
    }
    Journal.append(store, JournalLines.line(event, before, actor, now, Journal.next(store)));
  }

  @Override
  public @Nullable Void clusterDefined(Event.ClusterDefined event) {
    store.put(Table.FACTS, Facts.CLUSTER, event.cluster());
    for (NodeRecord node : event.nodes()) {
      store.put(Table.NODES, node.node().value(), node);
    }
    return null;
  }

  @Override
  public @Nullable Void groupDeclared(Event.GroupDeclared event) {
    GroupRecord known = store.get(Table.GROUPS, event.group().value());
    if (known == null) {
      Facts.GROUPS.add(store, 1);
    }
    Facts.DECLARED_BYTES.add(store, DeclarationRules.growth(known, event.spec()));
    SortedMap<NodeId, MemberRecord> members = new TreeMap<>();
    for (GroupMember member : event.spec().members()) {
      MemberRecord remembered = known == null ? null : known.members().get(member.node());
      members.put(member.node(), remembered == null ? MemberRecord.unconfigured(now) : remembered);
    }
    put(
        known == null
            ? new GroupRecord(
                event.spec(),
                event.revision(),
                RoleRecord.neverGranted(now, Facts.lastEpoch(store, event.group())),
                GroupRecord.Automation.RUNNING,
                null,
                members,
                ServiceRecord.never(now))
            : redeclared(known, event, members));
    return null;
  }

  private static GroupRecord redeclared(
      GroupRecord known, Event.GroupDeclared event, SortedMap<NodeId, MemberRecord> members) {
    return new GroupRecord(
        event.spec(),
        new Revision(event.revision().value()),
        known.role(),
        known.automation(),
        known.operation(),
        members,
        known.service());
  }

  @Override
  public @Nullable Void groupDeleted(Event.GroupDeleted event) {
    String name = event.group().value();
    GroupRecord group = group(event);
    Facts.LAST_REVISION.of(name).set(store, group.revision().value());
    Facts.DECLARED_BYTES.add(store, DeclarationRules.growth(group, null));
    store.delete(Table.GROUPS, name);
    Facts.GROUPS.add(store, -1);
    Facts.LAST_EPOCH.of(name).set(store, event.last().value());
    if (FeatureLevels.of(store).reaches(FeatureLevels.CONFIGURATION)) {
      ConfigApplier.abandoned(new SpaceId(event.group()), store);
    }
    runtime.groupDeleted(event.group());
    return null;
  }

  @Override
  public @Nullable Void automationSet(Event.AutomationSet event) {
    put(group(event).with(event.automation()));
    return null;
  }

  @Override
  public @Nullable Void roleGranted(Event.RoleGranted event) {
    RoleRecord role =
        new RoleRecord(
            event.epoch(),
            Phase.PROMOTING,
            event.node(),
            Closure.OPEN,
            event.lease(),
            event.fenceDelay(),
            now);
    put(group(event).with(role));
    return null;
  }

  @Override
  public @Nullable Void promotionConfirmed(Event.PromotionConfirmed event) {
    GroupRecord group = group(event);
    MemberRecord member = group.members().get(event.node());
    GroupRecord serving = group.with(group.role().in(Phase.ACTIVE, now));
    put(member == null ? serving : serving.with(event.node(), member.cleared()));
    return null;
  }

  @Override
  public @Nullable Void roleClosed(Event.RoleClosed event) {
    GroupRecord group = group(event);
    put(group.with(group.role().closed(event.closure(), now)));
    runtime.epochClosed(event.group());
    return null;
  }

  @Override
  public @Nullable Void promotionFailed(Event.PromotionFailed event) {
    GroupRecord group = group(event);
    MemberRecord member = group.members().get(event.node());
    if (member != null) {
      put(group.with(event.node(), member.withFailure(event.cause(), now)));
    }
    return null;
  }

  @Override
  public @Nullable Void operationStarted(Event.OperationStarted event) {
    GroupRecord group = group(event);
    Phase phase =
        event.operation().step() == Operation.Step.QUIESCE ? Phase.QUIESCING : Phase.DEMOTING;
    put(group.with(group.role().in(phase, now)).during(event.operation()));
    return null;
  }

  @Override
  public @Nullable Void operationAdvanced(Event.OperationAdvanced event) {
    GroupRecord group = group(event);
    Operation operation = Objects.requireNonNull(group.operation(), "an operation is under way");
    GroupRecord next = group.during(operation.at(event.step(), now));
    put(
        event.step() == Operation.Step.DEMOTE
            ? next.with(group.role().in(Phase.DEMOTING, now))
            : next);
    return null;
  }

  @Override
  public @Nullable Void operationEnded(Event.OperationEnded event) {
    GroupRecord group = group(event).withoutOperation();
    boolean stillHeld =
        group.role().phase() == Phase.QUIESCING || group.role().phase() == Phase.DEMOTING;
    put(stillHeld ? group.with(group.role().in(Phase.ACTIVE, now)) : group);
    return null;
  }

  @Override
  public @Nullable Void memberChanged(Event.MemberChanged event) {
    GroupRecord group = group(event);
    MemberRecord member = group.members().get(event.node());
    if (member != null) {
      put(group.with(event.node(), member.in(event.state(), event.cause(), now)));
    }
    return null;
  }

  @Override
  public @Nullable Void featureLevelRaised(Event.FeatureLevelRaised event) {
    FeatureLevels.LEVEL.set(store, event.to().value());
    return null;
  }

  @Override
  public @Nullable Void configured(Event.Configured event) {
    ConfigRules.Asked asked = new ConfigRules.Asked(event.author(), now);
    configuredBytes += ConfigApplier.apply(event.what(), asked, store, history);
    return null;
  }

  @Override
  public @Nullable Void runtimeChanged(Event.RuntimeChanged event) {
    runtime.apply(event.change());
    return null;
  }

  @Override
  public @Nullable Void runtimeSwept(Event.RuntimeSwept event) {
    runtime.apply(event.sweep());
    return null;
  }

  @Override
  public @Nullable Void counted(Event.Counted event) {
    CounterRules.apply(event.change(), store);
    return null;
  }

  @Override
  public @Nullable Void sessionOpened(Event.SessionOpened event) {
    Sessions.opened(store, event, now);
    return null;
  }

  @Override
  public @Nullable Void sessionsEnded(Event.SessionsEnded event) {
    Sessions.ended(store, event);
    return null;
  }

  @Override
  public @Nullable Void secretsKept(Event.SecretsKept event) {
    return event
        .what()
        .dispatch(new SecretApplier(store, resealed -> SealedAt.resealed(store, resealed)));
  }

  @Override
  public @Nullable Void seatChanged(Event.SeatChanged event) {
    Seating.put(store, event.what());
    return null;
  }

  @Override
  public @Nullable Void revocationChanged(Event.RevocationChanged event) {
    Revoking.put(store, event.what());
    return null;
  }

  private GroupRecord group(Event event) {
    GroupId name = Objects.requireNonNull(event.group(), "a group");
    GroupRecord group = store.get(Table.GROUPS, name.value());
    return Objects.requireNonNull(group, "the group that was decided about");
  }

  private void put(GroupRecord group) {
    store.put(Table.GROUPS, group.spec().name().value(), group.observed(now));
  }
}
