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
   */
  public record Marks(boolean reset, boolean more) {}

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
   * must know of every write that was acknowledged by then, or of something later; and in the end
   * what stands there.
   *
   * @param history what clients asked and were told
   * @param end what stands there after all
   */
  public synchronized Optional<String> against(
      List<Operation<SpaceAsk, SpaceTold>> history, SortedMap<String, SpaceTold.Found> end) {
    Changes changes = Changes.of(history);
    SortedMap<String, SpaceTold.Found> known = new TreeMap<>();
    long told = 0;
    for (Event event : events) {
      if (event.revision() < told) {
        return Optional.of(name + " went back from revision " + told + " with " + event);
      }
      told = event.revision();
      take(event, known);
      Optional<String> wrong =
          event.marks().more() ? Optional.empty() : misses(known, changes, told);
      if (wrong.isPresent()) {
        return Optional.of(name + ", told " + event + ": " + wrong.get());
      }
    }
    return known.equals(end)
        ? Optional.empty()
        : Optional.of(name + " knows " + known + " in the end, and it is " + end);
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
      SortedMap<String, SpaceTold.Found> known, Changes changes, long told) {
    for (Map.Entry<Long, SpaceAsk> change : changes.made().headMap(told + 1).entrySet()) {
      long revision = change.getKey();
      SpaceAsk ask = change.getValue();
      if (ask instanceof SpaceAsk.Delete delete) {
        SpaceTold.Found found = known.get(delete.path());
        if (found != null && found.revision() < revision) {
          return Optional.of("misses that " + delete + " made revision " + revision);
        }
      } else if (ask instanceof SpaceAsk.Put || ask instanceof SpaceAsk.PutIf) {
        String path = ask instanceof SpaceAsk.Put put ? put.path() : ((SpaceAsk.PutIf) ask).path();
        SpaceTold.Found found = known.get(path);
        boolean missed =
            found == null ? !changes.mayBeGone(path, revision) : found.revision() < revision;
        if (missed) {
          return Optional.of("misses that " + ask + " made revision " + revision);
        }
      }
    }
    return Optional.empty();
  }
}
