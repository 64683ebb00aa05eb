package io.quorate.core.config;

import static io.quorate.core.config.ConfiguredGroup.A;
import static io.quorate.core.config.ConfiguredGroup.B;
import static io.quorate.core.config.ConfiguredGroup.SPACE;
import static io.quorate.core.config.ConfiguredGroup.set;
import static io.quorate.core.config.ConfiguredGroup.text;
import static io.quorate.core.config.ConfiguredGroup.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.store.CountingStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** No path that has a value is a folder, and few look-ups are enough to see that. */
final class ConfigShapeTest {
  private static final CandidateId WORK = new CandidateId(SPACE, new CandidateName("work"));
  private static final List<String> SEGMENTS = List.of("a", "a-b", "a.b", "a0", "b");
  private static final List<ConfigScope> SCOPES =
      List.of(ConfigScope.ALL, ConfigScope.ALL, new ConfigScope(A), new ConfigScope(B));

  private final ConfiguredGroup group = new ConfiguredGroup().raised();
  private final Random random = new Random(11);

  /** What stands, by place. */
  private final TreeMap<ConfigPlace, ConfigValue> values = new TreeMap<>();

  @Test
  void saysTheSameAsLookingAtEverything() {
    int refused = 0;
    for (int round = 0; round < 3_000; round++) {
      Collection<ConfigEdit> edits = edits();
      List<String> wrong = wrong(edits);
      Decision decision =
          group.decide(new Command.Configure(write(edits.toArray(ConfigEdit[]::new))));
      assertThat(conflicts(decision)).as("round %d: %s", round, edits).isEqualTo(wrong);
      if (wrong.isEmpty()) {
        edits.forEach(edit -> place(values, edit));
      } else {
        refused++;
      }
    }
    assertThat(refused).isBetween(500, 2_500);
  }

  private Collection<ConfigEdit> edits() {
    TreeMap<ConfigPlace, ConfigEdit> edits = new TreeMap<>();
    int size = 1 + random.nextInt(6);
    for (int i = 0; i < size; i++) {
      StringBuilder path = new StringBuilder(segment());
      for (int depth = random.nextInt(3); depth > 0; depth--) {
        path.append('/').append(segment());
      }
      ConfigScope scope = SCOPES.get(random.nextInt(SCOPES.size()));
      ConfigPlace place = new ConfigPlace(scope, new ConfigPath(path.toString()));
      ConfigValue to = random.nextInt(2) == 0 ? null : text("" + random.nextInt(2));
      edits.put(place, new ConfigEdit(place, to, null));
    }
    return edits.values();
  }

  private String segment() {
    return SEGMENTS.get(random.nextInt(SEGMENTS.size()));
  }

  private static void place(Map<ConfigPlace, ConfigValue> values, ConfigEdit edit) {
    ConfigValue to = edit.to();
    if (to == null) {
      values.remove(edit.place());
    } else {
      values.put(edit.place(), to);
    }
  }

  private static List<String> conflicts(Decision decision) {
    return decision instanceof Decision.Rejected rejected
        ? rejected.refusals().stream().map(no -> no.path() + ": " + no.message()).toList()
        : List.of();
  }

  /** What speaks against the edits, by a look at every value that would stand. */
  private List<String> wrong(Collection<ConfigEdit> edits) {
    TreeMap<ConfigPlace, ConfigValue> after = new TreeMap<>(values);
    edits.forEach(edit -> place(after, edit));
    SortedSet<ConfigScope> known = new TreeSet<>();
    values.keySet().forEach(place -> known.add(place.scope()));
    after.keySet().forEach(place -> known.add(place.scope()));
    List<String> wrong = new ArrayList<>();
    for (ConfigEdit edit : edits) {
      ConfigValue to = edit.to();
      if (to == null || Objects.equals(to, values.get(edit.place()))) {
        continue;
      }
      ConfigScope own = edit.place().scope();
      Collection<ConfigScope> seen =
          own.equals(ConfigScope.ALL) ? known : List.of(ConfigScope.ALL, own);
      seen.forEach(scope -> wrong.addAll(wrong(edit.place(), scope, after)));
    }
    return wrong;
  }

  private static List<String> wrong(
      ConfigPlace place, ConfigScope scope, Map<ConfigPlace, ConfigValue> after) {
    String path = place.path().value();
    List<String> wrong = new ArrayList<>();
    for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      ConfigPlace folder = new ConfigPlace(scope, new ConfigPath(path.substring(0, at)));
      if (after.containsKey(folder)) {
        wrong.add(path + ": it would lie in " + folder + ", which has a value");
      }
    }
    if (after.keySet().stream()
        .anyMatch(
            other -> other.scope().equals(scope) && other.path().value().startsWith(path + "/"))) {
      String whose = scope.node() == null ? "" : " of " + scope.node();
      wrong.add(path + ": other values" + whose + " are below it");
    }
    return wrong;
  }

  @Test
  void aCommitOfManyPathsTakesFewSearches() {
    stage("new");
    assertThat(searches()).isLessThan(40);
    group.done(new ConfigCommand.CommitCandidate(WORK, ConfigCommand.Terms.NONE));

    stage("other");
    assertThat(searches()).as("where values stand already").isLessThan(10);
  }

  @Test
  void newPathsAmongOthersTakeFewerSearchesThanThereAre() {
    List<ConfigEdit> others = new ArrayList<>();
    for (int i = 0; i < ConfigLimits.EDITS; i++) {
      others.add(set("dir" + i % 100 + "/p" + i + "-before", "1"));
    }
    group.done(write(others.toArray(ConfigEdit[]::new)));

    stage("new");
    assertThat(searches()).isLessThan(5 * ConfigLimits.EDITS);
  }

  private void stage(String text) {
    for (int from = 0; from < ConfigLimits.COMMIT_CHANGES; from += ConfigLimits.EDITS) {
      List<ConfigEdit> edits = new ArrayList<>();
      for (int i = from; i < from + ConfigLimits.EDITS; i++) {
        edits.add(set("dir" + i % 100 + "/p" + i, text));
      }
      group.done(new ConfigCommand.Stage(WORK, edits));
    }
  }

  /** That the decision about the commit of the candidate takes. */
  private int searches() {
    CountingStore counted = new CountingStore(group.store);
    ConfigDecision decision =
        ConfigRules.decide(
            new ConfigCommand.CommitCandidate(WORK, ConfigCommand.Terms.NONE),
            new SpaceOwner(new TreeSet<>(List.of(A, B)), null),
            new ConfigRules.Asked("eva", new ClusterTime(0)),
            counted);
    assertThat(decision.refusals()).isEmpty();
    return counted.searches();
  }
}
