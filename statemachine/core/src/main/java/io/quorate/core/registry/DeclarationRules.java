package io.quorate.core.registry;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import io.quorate.core.config.CandidateView;
import io.quorate.core.config.ConfigDecision;
import io.quorate.core.config.ConfigView;
import io.quorate.core.config.ScopeChange;
import io.quorate.core.config.SpaceId;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.GroupSpecRules;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Creating, changing and deleting groups: whole, against the revision that the change was based on.
 */
final class DeclarationRules {
  /** Most groups of a cluster. */
  static final int MAX_GROUPS = 10_000;

  /**
   * Bytes of the texts of all declarations: every node has all of them in memory, and a command
   * about all groups writes all of them at once.
   */
  static final long MAX_DECLARED_BYTES = 16L << 20;

  private static final Duration RETIREMENT_LIMIT = Duration.ofHours(1);

  private final StoreView store;
  private final ClusterTime now;

  DeclarationRules(StoreView store, ClusterTime now) {
    this.store = store;
    this.now = now;
  }

  Decision apply(Command.ApplyGroup command, String actor) {
    GroupId name = command.spec().name();
    GroupRecord known = store.get(Table.GROUPS, name.value());
    List<Refusal> refusals =
        new ArrayList<>(GroupSpecRules.check(command.spec(), Facts.nodes(store)));
    Revision present = known == null ? Revision.NONE : known.revision();
    conflict(name, present, command.basedOn(), refusals);
    if (known == null) {
      countGroups(refusals);
    } else {
      holderStays(known, command, refusals);
    }
    weigh(known, command.spec(), refusals);
    moveFrom(command, refusals);
    ConfigDecision values = values(known, command);
    refusals.addAll(values.refusals());
    if (!refusals.isEmpty()) {
      return new Decision.Rejected(refusals);
    }
    if (known != null && known.spec().equals(command.spec())) {
      return Rules.accept(Rules.answer(known.role().epoch(), known));
    }
    Epoch epoch = known == null ? Facts.lastEpoch(store, name) : known.role().epoch();
    Revision next = (known == null ? Facts.lastRevision(store, name) : present).next();
    Answer.Change change = known == null ? Answer.Change.CREATED : Answer.Change.CHANGED;
    List<Event> events = new ArrayList<>();
    events.add(new Event.GroupDeclared(name, next, command.spec()));
    if (values.event() != null) {
      events.add(new Event.Configured(values.event(), actor));
    }
    return new Decision.Accepted(events, new Answer(epoch, next, change, List.of(name)));
  }

  /** What becomes of the values that the group has. */
  private ConfigDecision values(@Nullable GroupRecord known, Command.ApplyGroup command) {
    GroupSpec spec = command.spec();
    if (known == null || known.spec().configuration().equals(spec.configuration())) {
      return new ConfigDecision(null, Revision.NONE, List.of());
    }
    Command.ApplyGroup.Move move = command.move();
    return ScopeChange.decide(
        store,
        new SpaceId(spec.name()),
        SpaceOwners.of(
            spec, known.revision().next(), known.role(), move == null ? null : move.from()),
        known.spec().configuration(),
        move == null ? ScopeChange.Misplaced.REFUSED : ScopeChange.Misplaced.MOVED);
  }

  private static void moveFrom(Command.ApplyGroup command, List<Refusal> refusals) {
    NodeId from = command.move() == null ? null : command.move().from();
    if (from != null && !command.spec().hasMember(from)) {
      refusals.add(
          Refusal.of(
              Reason.NOT_A_MEMBER,
              from + " is not a member of " + command.spec().name(),
              "name the member whose values become those for all"));
    }
  }

  Decision delete(Command.DeleteGroup command, String actor) {
    GroupRecord group = store.get(Table.GROUPS, command.group().value());
    if (group == null) {
      return Rules.unknown(command.group());
    }
    List<Refusal> refusals = new ArrayList<>();
    conflict(command.group(), group.revision(), command.basedOn(), refusals);
    configured(command.group(), refusals);
    NodeId holder = group.role().holder();
    if (group.operation() != null && holder != null) {
      refusals.add(OperationRules.inProgress(group, group.operation()));
    }
    if (!refusals.isEmpty()) {
      return new Decision.Rejected(refusals);
    }
    Answer answer = Rules.answer(group.role().epoch(), group);
    if (holder == null) {
      // A change that has released the role and finds nobody to take it would go on for ever.
      return Rules.accept(answer, new Event.GroupDeleted(command.group(), group.role().epoch()));
    }
    Operation retirement =
        new Operation(
            Operation.Kind.RETIREMENT,
            Operation.Step.DEMOTE,
            holder,
            null,
            now,
            now,
            now.plus(RETIREMENT_LIMIT),
            actor,
            "the group is being deleted");
    return Rules.accept(
        answer, new Event.OperationStarted(command.group(), group.role().epoch(), retirement));
  }

  /** What nobody could read any more is not thrown away by the way. */
  private void configured(GroupId group, List<Refusal> refusals) {
    long paths = new ConfigView(store, new SpaceId(group)).head().paths();
    if (paths > 0) {
      refusals.add(
          Refusal.of(
              Reason.SPACE_IN_USE,
              group + " has a configuration of " + paths + " values",
              "delete them first: quorate config delete " + group + " --all"));
    }
    int candidates = new CandidateView(store).of(new SpaceId(group)).size();
    if (candidates > 0) {
      refusals.add(
          Refusal.of(
              Reason.SPACE_IN_USE,
              group + " has candidates of its configuration: " + candidates,
              "discard them first: quorate config candidates " + group));
    }
  }

  private static void conflict(
      GroupId group, Revision present, @Nullable Revision basedOn, List<Refusal> refusals) {
    if (basedOn != null && !basedOn.equals(present)) {
      refusals.add(
          Refusal.of(
              Reason.REVISION_CONFLICT,
              "based on revision " + basedOn + ", " + group + " is at " + present,
              "look at the present one (quorate group show " + group + ") and change that"));
    }
  }

  private void countGroups(List<Refusal> refusals) {
    if (Facts.groupCount(store) >= MAX_GROUPS) {
      refusals.add(
          Refusal.of(
              Reason.LIMIT_EXCEEDED,
              "there are " + MAX_GROUPS + " groups already",
              "delete one, or use a second cluster"));
    }
  }

  private void weigh(@Nullable GroupRecord known, GroupSpec next, List<Refusal> refusals) {
    long more = growth(known, next);
    long all = Facts.DECLARED_BYTES.read(store) + more;
    if (more > 0 && all > MAX_DECLARED_BYTES) {
      refusals.add(
          Refusal.of(
              Reason.LIMIT_EXCEEDED,
              "with it all declarations would have " + all + " bytes of text",
              "use at most " + MAX_DECLARED_BYTES + " bytes; let files hold what is long"));
    }
  }

  /** By how much a declaration makes all of them longer. */
  static long growth(@Nullable GroupRecord known, @Nullable GroupSpec next) {
    long before = known == null ? 0 : GroupSpecRules.textBytes(known.spec());
    return (next == null ? 0 : GroupSpecRules.textBytes(next)) - before;
  }

  private static void holderStays(
      GroupRecord known, Command.ApplyGroup command, List<Refusal> refusals) {
    NodeId holder = known.role().holder();
    if (holder != null && !command.spec().hasMember(holder)) {
      refusals.add(
          new Refusal(
              Reason.HOLDER_REMOVED,
              holder + " holds the role and is not among the members",
              "switch over to another member first",
              "members"));
    }
    if (known.retiring()) {
      refusals.add(
          Refusal.of(
              Reason.RETIRING, known.spec().name() + " is being deleted", "wait until it is gone"));
    }
  }
}
