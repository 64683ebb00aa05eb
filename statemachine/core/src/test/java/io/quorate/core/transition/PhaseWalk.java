package io.quorate.core.transition;

import io.quorate.core.ClusterTime;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Term;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.EntryContext;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberRecord;
import io.quorate.core.registry.NodeRecord;
import io.quorate.core.registry.Operation;
import io.quorate.core.registry.Registry;
import io.quorate.core.registry.Request;
import io.quorate.core.store.InMemoryStore;
import io.quorate.core.store.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every state that the registry can come into with one group, whatever is asked of it. */
final class PhaseWalk {
  /** Where a group is that is not declared. */
  static final String NO_GROUP = "no group";

  /** Where a planned change is that is not under way. */
  static final String NO_CHANGE = "none";

  /** Where nothing leads that is refused. */
  static final String REFUSED = "refused";

  /** Somewhat more than there are: rules that lead to more have lost their bounds. */
  private static final int MOST_PLACES = 700;

  private static final Term TERM = new Term(1);
  private static final CommandWords COMMANDS = new CommandWords();
  private static final EventWords EVENTS = new EventWords();

  private final Set<Case> cases = new LinkedHashSet<>();
  private final Set<Case> refusals = new LinkedHashSet<>();
  private final Set<Edge> steps = new LinkedHashSet<>();
  private final Set<Class<?>> asked = new LinkedHashSet<>();

  /** From each place the places that follow by themselves, and those that a person leads to. */
  private final Map<Place, Set<Place>> byItself = new LinkedHashMap<>();

  private final Deque<Place> open = new ArrayDeque<>();

  private PhaseWalk() {}

  /** Goes everywhere. */
  static PhaseWalk walk() {
    PhaseWalk walk = new PhaseWalk();
    walk.reach(Place.NOTHING);
    while (!walk.open.isEmpty()) {
      walk.leave(walk.open.removeFirst());
    }
    return walk;
  }

  /** What was accepted, and what follows. */
  Set<Case> accepted() {
    return cases;
  }

  /** What was accepted, and what was never accepted. */
  Set<Case> all() {
    Set<Case> all = new LinkedHashSet<>(cases);
    Set<Case> never = new LinkedHashSet<>(refusals);
    cases.forEach(one -> never.remove(refused(one.from(), one.conditions())));
    all.addAll(never);
    return all;
  }

  private static Case refused(String phase, SortedMap<String, String> conditions) {
    return new Case(phase, conditions, REFUSED, "");
  }

  /** How planned changes went on. */
  Set<Edge> steps() {
    return steps;
  }

  /** The kinds of commands that were asked. */
  Set<Class<?>> asked() {
    return asked;
  }

  /** Every place with those that follow from it without a person's doing. */
  Map<Place, Set<Place>> byItself() {
    return byItself;
  }

  private void leave(Place place) {
    for (Command command : Questions.of(place.group())) {
      ask(place, command);
    }
    for (Place later : place.later()) {
      follow(place, later, Questions.Asker.THE_CLUSTER);
    }
  }

  private void ask(Place place, Command command) {
    String words = command.dispatch(COMMANDS);
    String phase = phase(place.group());
    asked.add(command.getClass());
    InMemoryStore store = new InMemoryStore();
    for (NodeId node : Groups.NODES) {
      store.put(Table.NODES, node.value(), new NodeRecord(node, NodeKind.DATA));
    }
    GroupRecord before = place.group();
    if (before != null) {
      store.put(Table.GROUPS, Groups.NAME.value(), before);
    }
    Request request = new Request(command, "someone", null, TERM);
    Decision decision =
        Registry.apply(new EntryContext(TERM, 1, Place.NOW), List.of(request), store).get(0);
    SortedMap<String, String> conditions = conditions(before, command, words);
    if (!(decision instanceof Decision.Accepted yes)) {
      refusals.add(refused(phase, conditions));
      return;
    }
    GroupRecord after = store.get(Table.GROUPS, Groups.NAME.value());
    cases.add(new Case(phase, conditions, phase(after), also(yes)));
    steps.add(new Edge(step(before), step(after), words));
    follow(place, Place.of(after), Questions.asker(command));
  }

  private void follow(Place from, Place to, Questions.Asker asker) {
    if (asker == Questions.Asker.THE_CLUSTER) {
      byItself.computeIfAbsent(from, key -> new LinkedHashSet<>()).add(to);
    }
    reach(to);
  }

  private void reach(Place place) {
    if (!byItself.containsKey(place)) {
      byItself.put(place, new LinkedHashSet<>());
      open.add(place);
      if (byItself.size() > MOST_PLACES) {
        throw new AssertionError("no end of states, as now " + place);
      }
    }
  }

  private static SortedMap<String, String> conditions(
      @Nullable GroupRecord group, Command command, String words) {
    Operation operation = group == null ? null : group.operation();
    SortedMap<String, String> conditions = new TreeMap<>();
    conditions.put("asked", words);
    conditions.put("planned change", operation == null ? "none" : Words.of(operation.kind()));
    conditions.put("its step", step(group));
    conditions.put("node", relation(operation, Questions.node(command)));
    return conditions;
  }

  private static String relation(@Nullable Operation operation, @Nullable NodeId node) {
    if (operation == null || node == null) {
      return "any";
    }
    if (node.equals(operation.to())) {
      return "the target";
    }
    return node.equals(operation.from()) ? "the one before" : "another";
  }

  private static String also(Decision.Accepted accepted) {
    List<String> words = new ArrayList<>();
    for (Event event : accepted.events()) {
      String word = event.dispatch(EVENTS);
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return String.join(", ", words);
  }

  private static String phase(@Nullable GroupRecord group) {
    return group == null ? NO_GROUP : group.role().phase().name();
  }

  private static String step(@Nullable GroupRecord group) {
    Operation operation = group == null ? null : group.operation();
    return operation == null ? NO_CHANGE : operation.step().name();
  }

  /**
   * A group without what makes no difference: numbers, times and names.
   *
   * @param group null when there is none
   */
  record Place(@Nullable GroupRecord group) {
    static final Place NOTHING = new Place(null);
    static final ClusterTime NOW = new ClusterTime(1_000_000);

    static Place of(@Nullable GroupRecord group) {
      return group == null ? NOTHING : new Place(new Plain(group).record());
    }

    /** What the passing of time makes of it. */
    List<Place> later() {
      GroupRecord present = group;
      if (present == null) {
        return List.of();
      }
      List<Place> later = new ArrayList<>();
      present
          .members()
          .forEach(
              (node, member) -> {
                if (member.leftAlone(NOW)) {
                  SortedMap<NodeId, MemberRecord> members = new TreeMap<>(present.members());
                  members.put(node, MemberRecord.unconfigured(Plain.LONG_AGO));
                  later.add(of(Plain.with(present, members)));
                }
              });
      return later;
    }

    @Override
    public String toString() {
      GroupRecord present = group;
      return present == null
          ? NO_GROUP
          : present.role().phase()
              + " "
              + present.role().node()
              + " "
              + present.role().closure()
              + " "
              + present.automation()
              + " "
              + present.operation()
              + " "
              + present.members().values().stream()
                  .map(member -> member.leftAlone(NOW) ? "waits" : "well")
                  .collect(Collectors.joining(","));
    }
  }
}
