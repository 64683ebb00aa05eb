package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.linear.CounterModel;
import io.quorate.linear.CounterModel.Block;
import io.quorate.linear.CounterModel.Next;
import io.quorate.linear.HistoryVerdict;
import io.quorate.linear.Operation;
import io.quorate.linear.Outcome;
import io.quorate.linear.SpaceAsk;
import io.quorate.linear.SpaceModel;
import io.quorate.linear.SpaceTold;
import io.quorate.linear.WatchRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What clients asked of what one group keeps, and what they and those who watch were told. Safe for
 * many threads.
 */
final class StoreHistories {
  /** Where a history goes that cannot be explained: below the folder that the build writes to. */
  private static final Path EVIDENCE = Path.of("target", "histories");

  private final String group;
  private final Map<Space, List<Operation<SpaceAsk, SpaceTold>>> spaces =
      new EnumMap<>(Space.class);
  private final Map<Space, List<WatchRecord>> watches = new EnumMap<>(Space.class);
  private final List<Operation<Next, Block>> numbers = new ArrayList<>();
  private final AtomicInteger fresh = new AtomicInteger();

  /** Where values are kept by path. */
  enum Space {
    CONFIGURATION,
    RUNTIME
  }

  StoreHistories(String group) {
    this.group = group;
    for (Space space : Space.values()) {
      spaces.put(space, new ArrayList<>());
      watches.put(space, new ArrayList<>());
    }
  }

  String group() {
    return group;
  }

  /** A word that nobody used before: whoever reads it says whose write was done. */
  String fresh(String kind) {
    return kind + fresh.incrementAndGet();
  }

  synchronized void add(Space space, Operation<SpaceAsk, SpaceTold> operation) {
    of(space).add(operation);
  }

  synchronized void add(Operation<Next, Block> operation) {
    numbers.add(operation);
  }

  synchronized WatchRecord watch(Space space, String name) {
    WatchRecord watch = new WatchRecord(name);
    watches.getOrDefault(space, List.of()).add(watch);
    return watch;
  }

  private List<Operation<SpaceAsk, SpaceTold>> of(Space space) {
    return spaces.getOrDefault(space, List.of());
  }

  /** How many writes were acknowledged. */
  synchronized long acknowledged(Space space) {
    return of(space).stream()
        .filter(
            operation ->
                operation.outcome() instanceof Outcome.Answered<SpaceTold> answered
                    && answered.output() instanceof SpaceTold.Written)
        .count();
  }

  synchronized String summary() {
    long unknown =
        spaces.values().stream()
            .flatMap(List::stream)
            .filter(operation -> operation.outcome() instanceof Outcome.Unknown)
            .count();
    return of(Space.CONFIGURATION).size()
        + " operations on the configuration, "
        + of(Space.RUNTIME).size()
        + " on runtime entries, "
        + unknown
        + " with unknown outcome, "
        + numbers.size()
        + " on a counter";
  }

  /**
   * Fails when something cannot be explained; then it is in a file.
   *
   * @param ends what stands there after all
   */
  synchronized void check(Map<Space, SortedMap<String, SpaceTold.Found>> ends) throws IOException {
    List<String> failures = new ArrayList<>();
    for (Map.Entry<Space, SortedMap<String, SpaceTold.Found>> end : ends.entrySet()) {
      Space space = end.getKey();
      String text = HistoryVerdict.text(of(space));
      Optional<String> against = HistoryVerdict.against(new SpaceModel(), of(space));
      if (against.isPresent()) {
        failures.add(written(space.name(), text) + ": " + against.get());
      }
      for (WatchRecord watch : watches.getOrDefault(space, List.of())) {
        Optional<String> missed = watch.against(of(space), end.getValue());
        if (missed.isPresent()) {
          failures.add(written(space + "-watch", text + watch.text()) + ": " + missed.get());
        }
      }
    }
    Optional<String> repeated = HistoryVerdict.against(new CounterModel(), numbers);
    if (repeated.isPresent()) {
      failures.add(written("counter", HistoryVerdict.text(numbers)) + ": " + repeated.get());
    }
    assertThat(failures).isEmpty();
  }

  private String written(String name, String text) throws IOException {
    Path file = Files.createDirectories(EVIDENCE).resolve(group + "-" + name + ".txt");
    Files.writeString(file, text);
    return "in " + file;
  }
}
