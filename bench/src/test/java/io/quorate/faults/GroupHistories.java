package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.linear.GroupAsk;
import io.quorate.linear.GroupHistoryText;
import io.quorate.linear.GroupTold;
import io.quorate.linear.GroupVerdict;
import io.quorate.linear.Operation;
import io.quorate.linear.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What clients asked of groups and were told, a history for each group. Safe for many threads. */
final class GroupHistories {
  /** Where a history goes that cannot be explained: below the folder that the build writes to. */
  private static final Path EVIDENCE = Path.of("target", "histories");

  private final Map<String, List<Operation<GroupAsk, GroupTold>>> histories = new TreeMap<>();
  private final AtomicInteger delays = new AtomicInteger();

  /** For groups of these names, none of which is declared yet. */
  GroupHistories(List<String> groups) {
    groups.forEach(group -> histories.put(group, new ArrayList<>()));
  }

  List<String> groups() {
    return List.copyOf(histories.keySet());
  }

  /** A value that nobody wrote before: whoever reads it says whose write was done. */
  int freshDelayMillis() {
    return delays.incrementAndGet();
  }

  synchronized void add(String group, Operation<GroupAsk, GroupTold> operation) {
    histories.getOrDefault(group, List.of()).add(operation);
  }

  /** The highest revision of a group that anybody was told. */
  synchronized long acknowledged(String group) {
    return histories.getOrDefault(group, List.of()).stream()
        .mapToLong(GroupHistories::revision)
        .max()
        .orElse(0);
  }

  /** How many declarations were acknowledged. */
  synchronized long declarations() {
    return histories.values().stream()
        .flatMap(List::stream)
        .filter(operation -> revision(operation) > 0)
        .count();
  }

  private static long revision(Operation<GroupAsk, GroupTold> operation) {
    return operation.outcome() instanceof Outcome.Answered<GroupTold> answered
            && answered.output() instanceof GroupTold.Applied applied
        ? applied.revision()
        : 0;
  }

  /** How much was recorded, in words. */
  synchronized String summary() {
    List<Operation<GroupAsk, GroupTold>> all =
        histories.values().stream().flatMap(List::stream).toList();
    long unknown = all.stream().filter(op -> op.outcome() instanceof Outcome.Unknown).count();
    return all.size()
        + " operations on "
        + histories.size()
        + " groups, "
        + declarations()
        + " acknowledged declarations, "
        + unknown
        + " with unknown outcome";
  }

  /** Fails when some history cannot be explained; then it is in a file. */
  synchronized void check() throws IOException {
    List<String> failures = new ArrayList<>();
    for (Map.Entry<String, List<Operation<GroupAsk, GroupTold>>> history : histories.entrySet()) {
      Optional<String> against = GroupVerdict.against(history.getValue());
      if (against.isPresent()) {
        Path file = Files.createDirectories(EVIDENCE).resolve(history.getKey() + ".txt");
        Files.writeString(file, GroupHistoryText.write(history.getValue()));
        failures.add(history.getKey() + ", in " + file + ": " + against.get());
      }
    }
    assertThat(failures).isEmpty();
  }
}
