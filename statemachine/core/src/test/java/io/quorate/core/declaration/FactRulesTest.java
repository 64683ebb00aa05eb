package io.quorate.core.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Refusal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which facts a declaration may have, and how numbers with dots compare. */
final class FactRulesTest {
  private static final Fact.Question ASKED =
      new Fact.Question(
          Program.of("ask"), Duration.ofSeconds(1), Duration.ofSeconds(60), RunAs.NODE);

  private static Fact asked(String name) {
    return new Fact(name, Fact.Kind.VERSION, ASKED, new Fact.Equal());
  }

  private static Fact said(String name) {
    return new Fact(name, Fact.Kind.CAPABILITY, null, new Fact.Equal());
  }

  private static GroupSpec group(Map<String, String> values, Fact... facts) {
    GroupMember member = new GroupMember(new NodeId("a"), List.of(), new TreeMap<>(values));
    return new GroupSpec(
            new GroupId("g"),
            List.of(member),
            TimingProfile.LAN.timing(),
            FailoverPolicy.DEFAULT,
            List.of(),
            List.of())
        .comparing(List.of(facts));
  }

  private static List<String> wrong(Map<String, String> values, Fact... facts) {
    return GroupSpecRules.check(group(values, facts), Collections.emptySortedMap()).stream()
        .map(Refusal::path)
        .toList();
  }

  @Test
  void aNodeOfTheFirstLevelIsSentNoFacts() {
    assertThat(group(Map.of()).basic()).isTrue();
    assertThat(group(Map.of(), said("gtp")).basic()).isFalse();
    assertThat(group(Map.of("gtp", "on")).basic()).isFalse();
  }

  @Test
  void whatCanBeComparedIsTaken() {
    assertThat(wrong(Map.of("gtp", "on"), asked("software"), said("gtp"), said("sctp"))).isEmpty();
    assertThat(
            wrong(
                Map.of(),
                new Fact("x", Fact.Kind.READINESS, ASKED, new Fact.Known()),
                new Fact("y", Fact.Kind.LICENCE, null, new Fact.AtLeast(new DottedNumber("1.2")))))
        .isEmpty();
  }

  @Test
  void everythingThatIsWrongIsNamed() {
    assertThat(wrong(Map.of(), said("gtp"), said("gtp"))).containsExactly("facts[1].name");
    assertThat(wrong(Map.of("other", "on"), said("gtp")))
        .as("a value of no fact")
        .containsExactly("members[0].facts.other");
    assertThat(wrong(Map.of("software", "10.2"), asked("software")))
        .as("a value of a fact that a command finds")
        .containsExactly("members[0].facts.software");
    for (String value : List.of("", " on", "on ", "o\nn", "x".repeat(257))) {
      assertThat(wrong(Map.of("gtp", value), said("gtp")))
          .as("the value '%s'", value)
          .containsExactly("members[0].facts.gtp");
    }
    assertThat(wrong(Map.of(), new Fact("x", Fact.Kind.READINESS, null, new Fact.Known())))
        .containsExactly("facts[0].rule");
    Fact.Question hasty =
        new Fact.Question(
            Program.of("ask"), Duration.ofMillis(999), Duration.ofMillis(99), RunAs.NODE);
    assertThat(wrong(Map.of(), new Fact("x", Fact.Kind.VERSION, hasty, new Fact.Equal())))
        .containsExactly("facts[0].interval", "facts[0].timeout");
    assertThat(
            wrong(
                Map.of(), IntStream.range(0, 65).mapToObj(i -> said("f" + i)).toArray(Fact[]::new)))
        .containsExactly("facts");
  }

  @Test
  void numbersWithDotsCompareNumberByNumber() {
    assertThat(at("10.2")).isLessThan(at("10.10")).isGreaterThan(at("9.9.9"));
    assertThat(at("1.2")).isEqualByComparingTo(at("1.2.0")).isLessThan(at("1.2.0.1"));
    assertThat(at("007")).isEqualByComparingTo(at("7"));
    assertThat(at("9".repeat(40))).isGreaterThan(at("8".repeat(40)));
    for (String text : List.of("", ".", "1.", ".1", "1..2", "v1", "1.2-rc1", "-1", "١")) {
      assertThat(DottedNumber.read(text)).as(text).isEmpty();
      assertThatThrownBy(() -> at(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static DottedNumber at(String text) {
    return new DottedNumber(text);
  }
}
