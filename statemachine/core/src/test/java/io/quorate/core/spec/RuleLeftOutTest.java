package io.quorate.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.spec.ModelChecker.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The specification can fail: a protocol without one of its rules breaks what the rule is there
 * for. Each search has one worker, so several run at a time.
 */
@Tag("exhaustive")
@Execution(ExecutionMode.CONCURRENT)
final class RuleLeftOutTest {
  private static final List<Mutation> MUTATIONS =
      List.of(
          new Mutation("H1", "AtMostOneServes"),
          new Mutation("H1-order", "AtMostOneServes"),
          new Mutation("H2", "AtMostOneServes"),
          new Mutation("H5", "AtMostOneServes"),
          new Mutation("G1", "AtMostOneServes"),
          new Mutation("G1-ready", "AtMostOneServes"),
          new Mutation("Closing", "AtMostOneServes"),
          new Mutation("G2", "AtMostOneServes"),
          new Mutation("G3", "AtMostOneServes"),
          new Mutation("G4", "AtMostOneServes"),
          new Mutation("G5", "AtMostOneServes"),
          new Mutation("G5-epoch", "AtMostOneServes"),
          new Mutation("G5-force", "AtMostOneServes"),
          new Mutation("S1", "AtMostOneServes"),
          new Mutation("Fenced", "AtMostOneServes"),
          new Mutation("S2", "WitnessNeverServes"),
          new Mutation("S4", "EpochsIncrease"),
          new Mutation("Order", "AtMostOneServes"),
          new Mutation("Run", "ServesOnlyWhatIsGranted"),
          new Mutation("Fit", "OnlyEligibleGranted"),
          new Mutation("M1", "ServesOnlyWhatIsGranted"),
          new Mutation("M3", "ServesOnlyWhatIsGranted"),
          new Mutation("Seat", "ServesOnlyWhatIsGranted"));

  /** Searches of more than ten seconds. */
  private static final Set<String> LARGE =
      Set.of("H1-order", "G1", "G1-ready", "G5", "G5-force", "Order", "Run", "M1");

  @TempDir Path scratch;

  /** A rule that is left out, and what then breaks. */
  record Mutation(String rule, String broken) {
    String configuration() {
      return "without-" + rule;
    }
  }

  static List<Mutation> mutations() {
    return MUTATIONS;
  }

  static List<Mutation> asked() {
    return MUTATIONS.stream()
        .filter(mutation -> !SpecificationTest.SMALL_ONLY || !LARGE.contains(mutation.rule()))
        .toList();
  }

  /** One worker, so that the counterexample is a shortest one, of the length that is documented. */
  @ParameterizedTest
  @MethodSource("asked")
  void withoutARuleItBreaks(Mutation mutation) throws Exception {
    Verdict verdict =
        new ModelChecker(scratch)
            .check(SpecificationTest.SAFETY, mutation.configuration(), 1, SpecificationTest.LIMIT);

    assertThat(verdict.exitCode()).as(verdict.output()).isEqualTo(Verdict.INVARIANT_BROKEN);
    assertThat(verdict.output()).contains("Invariant " + mutation.broken() + " is violated");
  }
}
