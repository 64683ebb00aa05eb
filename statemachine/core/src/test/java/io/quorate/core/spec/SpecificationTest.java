package io.quorate.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.spec.ModelChecker.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The specification holds. One search at a time, which has all processors. */
@Tag("exhaustive")
@Isolated
final class SpecificationTest {
  /** Set by {@code -Dspec.small}: without the searches that take minutes. */
  static final boolean SMALL_ONLY = Boolean.getBoolean("spec.small");

  static final String SAFETY = "RoleProtocol";
  private static final String LIVENESS = "Liveness";
  private static final String NOTHING_FOUND = "Model checking completed. No error has been found.";
  private static final int WORKERS = 2;
  static final Duration LIMIT = Duration.ofMinutes(15);
  private static final Duration LIMIT_BY_HAND = Duration.ofHours(24);

  private static final List<String> CLEAN = List.of("Leaders", "Messages", "Members", "Seats");
  private static final List<String> CLEAN_IN_TIME = List.of("Served");
  private static final List<String> BROKEN_IN_TIME = List.of("without-Closing-count");

  private static final Set<String> LARGE = Set.of("Leaders", "Messages");

  /** Takes too long for any build. */
  private static final List<String> BY_HAND = List.of("Large");

  @TempDir Path scratch;

  static List<String> clean() {
    return CLEAN.stream().filter(name -> !SMALL_ONLY || !LARGE.contains(name)).toList();
  }

  @ParameterizedTest
  @MethodSource("clean")
  void theProtocolHolds(String configuration) throws Exception {
    Verdict verdict = check(SAFETY, configuration, WORKERS);

    assertThat(verdict.exitCode()).as(verdict.output()).isEqualTo(Verdict.NOTHING_FOUND);
    assertThat(verdict.output()).contains(NOTHING_FOUND);
  }

  @Test
  void aLostGroupIsServedAgain() throws Exception {
    for (String configuration : CLEAN_IN_TIME) {
      Verdict verdict = check(LIVENESS, configuration, WORKERS);

      assertThat(verdict.exitCode()).as(verdict.output()).isEqualTo(Verdict.NOTHING_FOUND);
      assertThat(verdict.output()).contains(NOTHING_FOUND);
    }
  }

  @Test
  void withoutARuleItIsNotServedAgain() throws Exception {
    for (String configuration : BROKEN_IN_TIME) {
      Verdict verdict = check(LIVENESS, configuration, WORKERS);

      assertThat(verdict.exitCode()).as(verdict.output()).isEqualTo(Verdict.PROPERTY_BROKEN);
      assertThat(verdict.output()).contains("Temporal properties were violated");
    }
  }

  /** Prints the counterexample, or the size of the search. */
  @Test
  @EnabledIfSystemProperty(named = "spec", matches = ".+")
  void oneByHand() throws Exception {
    String configuration = System.getProperty("spec");
    String text = Files.readString(ModelChecker.SPECIFICATION.resolve(configuration + ".cfg"));
    String module = text.contains("CalmSpec") ? LIVENESS : SAFETY;

    Verdict verdict =
        new ModelChecker(scratch).check(module, configuration, WORKERS, LIMIT_BY_HAND);

    System.out.println(verdict.output());
  }

  @Test
  void everyConfigurationIsRun() throws IOException {
    Set<String> run = new TreeSet<>();
    Stream.of(CLEAN, CLEAN_IN_TIME, BROKEN_IN_TIME, BY_HAND).forEach(run::addAll);
    RuleLeftOutTest.mutations().forEach(mutation -> run.add(mutation.configuration()));
    try (Stream<Path> files = Files.list(ModelChecker.SPECIFICATION)) {
      Set<String> present =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".cfg"))
              .map(name -> name.substring(0, name.length() - ".cfg".length()))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(run).isEqualTo(present);
    }
  }

  private Verdict check(String module, String configuration, int workers) throws Exception {
    return new ModelChecker(scratch).check(module, configuration, workers, LIMIT);
  }
}
