package io.quorate.core.facts;

import io.quorate.core.ClockReading;
import io.quorate.core.GroupId;
import io.quorate.core.declaration.Fact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which fact a member looks for next, and what it found. One is looked for at a time; that which
 * has been due for longest comes first. Not for several threads.
 */
public final class FactAgenda {
  private final SortedMap<GroupId, Map<String, Item>> groups = new TreeMap<>();

  /**
   * A fact to look for.
   *
   * @param fact its name
   */
  public record Task(GroupId group, String fact, Fact.Question question) {}

  /** What is known of one. */
  private static final class Item {
    final Task task;
    @Nullable FactReport report;
    @Nullable ClockReading at;

    Item(Task task) {
      this.task = task;
    }

    /** For how long it has been due; negative: how long it is not yet. */
    Duration due(ClockReading now) {
      ClockReading last = at;
      return last == null
          ? Duration.ofNanos(Long.MAX_VALUE)
          : now.leastSince(last).minus(task.question().interval());
    }
  }

  /**
   * The group has these facts from now on. What was found of one that is declared as before stays.
   *
   * @param facts empty: none of the group is looked for any more
   */
  public void declared(GroupId group, List<Fact> facts) {
    Map<String, Item> before = groups.getOrDefault(group, Map.of());
    Map<String, Item> next = new LinkedHashMap<>();
    for (Fact fact : facts) {
      Fact.Question question = fact.question();
      if (question != null) {
        Item known = before.get(fact.name());
        boolean same = known != null && known.task.question().equals(question);
        next.put(
            fact.name(),
            same && known != null ? known : new Item(new Task(group, fact.name(), question)));
      }
    }
    if (next.isEmpty()) {
      groups.remove(group);
    } else {
      groups.put(group, next);
    }
  }

  /** The groups of which facts are looked for. */
  public SortedSet<GroupId> groups() {
    return new TreeSet<>(groups.keySet());
  }

  /** What to look for now; empty while nothing is due. */
  public Optional<Task> next(ClockReading now) {
    Item longest = longest(now);
    return longest == null || longest.due(now).isNegative()
        ? Optional.empty()
        : Optional.of(longest.task);
  }

  /** After which something is due, if nothing else is declared; the other one when nothing is. */
  public Duration rest(ClockReading now, Duration otherwise) {
    Item longest = longest(now);
    if (longest == null) {
      return otherwise;
    }
    Duration due = longest.due(now);
    return due.isNegative() ? due.negated() : Duration.ZERO;
  }

  private @Nullable Item longest(ClockReading now) {
    Item longest = null;
    for (Map<String, Item> items : groups.values()) {
      for (Item item : items.values()) {
        if (longest == null || item.due(now).compareTo(longest.due(now)) > 0) {
          longest = item;
        }
      }
    }
    return longest;
  }

  /**
   * This was found. Nothing is noted when the fact has been declared otherwise meanwhile.
   *
   * @return whether something else is to be told of its group
   */
  public boolean found(Task task, FactReport report, ClockReading now) {
    Item item = groups.getOrDefault(task.group(), Map.of()).get(task.fact());
    if (item == null || !item.task.question().equals(task.question())) {
      return false;
    }
    boolean news = !report.equals(item.report);
    item.report = report;
    item.at = now;
    return news;
  }

  /** What was found of a group, in the order of its declaration. */
  public List<FactReport> reports(GroupId group) {
    List<FactReport> reports = new ArrayList<>();
    for (Item item : groups.getOrDefault(group, Map.of()).values()) {
      FactReport report = item.report;
      if (report != null) {
        reports.add(report);
      }
    }
    return reports;
  }
}
