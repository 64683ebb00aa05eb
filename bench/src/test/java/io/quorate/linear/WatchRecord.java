package io.quorate.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one watch was told, and whether it can be so. */
public final class WatchRecord {
  private final String name;
  private final List<Event> events = new ArrayList<>();

  /** Of a watch that was told nothing yet. */
  public WatchRecord(String name) {
    this.name = name;
  }

  /**
   * What it was told at once.
   *
   * @param revision up to which it was told everything, unless more follows
   * @param values what stands where
   * @param deleted where nothing does
   * @param marks what else was said
   */
  public record Event(
      long revision,
      SortedMap<String, SpaceTold.Found> values,
      List<String> deleted,
      Marks marks) {}

  /**
   * What else was said.
   *
   * @param reset what was known before counts no more
   * @param more more follows
   * @param coalesced what a later change replaced is told with that one
   */
  public record Marks(boolean reset, boolean more, boolean coalesced) {}

  /** Takes what it was told. */
  public synchronized void add(Event event) {
    events.add(event);
  }

  /** Everything, a line for each event. */
  public synchronized String text() {
    StringBuilder text = new StringBuilder(name).append('\n');
    events.forEach(event -> text.append("  ").append(event).append('\n'));
    return text.toString();
  }

  /**
   * Why it cannot be so; empty when it can. At each revision up to which everything was told it
   * must know of every write that was acknowledged by then, or of something later, or be told of
   * something later thereafter when it was behind; and in the end what stands there.
   *
   * @param history what clients asked and were told
   * @param end what stands there after all
   */
  public synchronized Optional<String> against(
      List<Operation<SpaceAsk, SpaceTold>> history, SortedMap<String, SpaceTold.Found> end) {
    Changes changes = Changes.of(history);
    SortedMap<String, SpaceTold.Found> known = new TreeMap<>();
    long told = 0;
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      if (event.revision() < told) {
        return Optional.of(name + " went back from revision " + told + " with " + event);
      }
      told = event.revision();
      take(event, known);
      if (event.marks().more()) {
        continue;
      }
      Set<String> toldLater =
          event.marks().coalesced() ? named(events.subList(i + 1, events.size())) : Set.of();
      Optional<String> wrong = misses(known, changes, told, toldLater);
      if (wrong.isPresent()) {
        return Optional.of(name + ", told " + event + ": " + wrong.get());
      }
    }
    return known.equals(end)
        ? Optional.empty()
        : Optional.of(name + " knows " + known + " in the end, and it is " + end);
  }

  /** Of which paths these tell anything. */
  private static Set<String> named(List<Event> later) {
    Set<String> paths = new TreeSet<>();
    for (Event event : later) {
      paths.addAll(event.values().keySet());
      paths.addAll(event.deleted());
    }
    return paths;
  }

  private static void take(Event event, SortedMap<String, SpaceTold.Found> known) {
    if (event.marks().reset()) {
      known.clear();
    }
    known.putAll(event.values());
    for (String path : event.deleted()) {
      known.remove(path);
    }
  }

  /**
   * What is known of the changes of a space.
   *
   * @param made the changes that were acknowledged, by the revisions that they made
   * @param perhaps where somebody asked for a deletion and was not answered
   */
  private record Changes(SortedMap<Long, SpaceAsk> made, Set<String> perhaps) {
    static Changes of(List<Operation<SpaceAsk, SpaceTold>> history) {
      SortedMap<Long, SpaceAsk> made = new TreeMap<>();
      Set<String> perhaps = new TreeSet<>();
      for (Operation<SpaceAsk, SpaceTold> operation : history) {
        if (operation.outcome() instanceof Outcome.Answered<SpaceTold> answered) {
          if (answered.output() instanceof SpaceTold.Written written) {
            made.put(written.revision(), operation.input());
          }
        } else if (operation.input() instanceof SpaceAsk.Delete delete) {
          perhaps.add(delete.path());
        }
      }
      return new Changes(made, perhaps);
    }

    /** Whether it may have been deleted after a revision. */
    boolean mayBeGone(String path, long revision) {
      return perhaps.contains(path)
          || made.tailMap(revision + 1).values().stream()
              .anyMatch(ask -> ask instanceof SpaceAsk.Delete delete && delete.path().equals(path));
    }
  }

  private static Optional<String> misses(
      SortedMap<String, SpaceTold.Found> known, Changes changes, long told, Set<String> toldLater) {
    for (Map.Entry<Long, SpaceAsk> change : changes.made().headMap(told + 1).entrySet()) {
      long revision = change.getKey();
      SpaceAsk ask = change.getValue();
      if (ask instanceof SpaceAsk.Delete delete) {
        SpaceTold.Found found = known.get(delete.path());
        boolean missed = found != null && found.revision() < revision;
        if (missed && !toldLater.contains(delete.path())) {
          return Optional.of("misses that " + delete + " made revision " + revision);
        }
      } else if (ask instanceof SpaceAsk.Put || ask instanceof SpaceAsk.PutIf) {
        String path = ask instanceof SpaceAsk.Put put ? put.path() : ((SpaceAsk.PutIf) ask).path();
        SpaceTold.Found found = known.get(path);
        boolean missed =
            found == null ? !changes.mayBeGone(path, revision) : found.revision() < revision;
        if (missed && !toldLater.contains(path)) {
          return Optional.of("misses that " + ask + " made revision " + revision);
        }
      }
    }
    return Optional.empty();
  }
}
