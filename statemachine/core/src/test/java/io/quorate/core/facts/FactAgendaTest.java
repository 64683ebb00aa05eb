package io.quorate.core.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClockReading;
import io.quorate.core.GroupId;
import io.quorate.core.declaration.Fact;
import io.quorate.core.declaration.Program;
import io.quorate.core.declaration.RunAs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which fact is looked for next, and what its command says. */
final class FactAgendaTest {
  private static final GroupId G = new GroupId("g");
  private static final GroupId H = new GroupId("h");
  private static final ClockReading START = new ClockReading(1, 1, 1);

  private final FactAgenda agenda = new FactAgenda();

  private static Fact fact(String name, int seconds, String... command) {
    return new Fact(
        name,
        Fact.Kind.VERSION,
        new Fact.Question(
            Program.of(command.length == 0 ? new String[] {"ask"} : command),
            Duration.ofSeconds(seconds),
            Fact.Question.DEFAULT_TIMEOUT,
            RunAs.NODE),
        new Fact.Equal());
  }

  private static ClockReading after(int seconds) {
    return START.plus(Duration.ofSeconds(seconds));
  }

  private String next(ClockReading now) {
    return agenda.next(now).map(task -> task.group() + "/" + task.fact()).orElse("none");
  }

  private boolean finds(String value, ClockReading now) {
    FactAgenda.Task task = agenda.next(now).orElseThrow();
    return agenda.found(task, FactReport.known(task.fact(), value), now);
  }

  @Test
  void whatHasBeenDueForLongestComesFirst() {
    agenda.declared(G, List.of(fact("slow", 60), fact("quick", 10)));
    agenda.declared(H, List.of(fact("quick", 10)));
    assertThat(next(START)).isEqualTo("g/slow");
    assertThat(finds("1", START)).isTrue();
    assertThat(finds("1", START)).isTrue();
    assertThat(next(START)).isEqualTo("h/quick");
    assertThat(finds("1", after(5))).isTrue();

    assertThat(next(after(9))).isEqualTo("none");
    assertThat(agenda.rest(after(9), Duration.ofDays(1))).isEqualTo(Duration.ofSeconds(1));
    assertThat(next(after(10))).isEqualTo("g/quick");
    assertThat(next(after(61))).isEqualTo("g/quick");
    assertThat(finds("1", after(61))).as("the same is no news").isFalse();
    assertThat(next(after(61))).isEqualTo("h/quick");
    assertThat(finds("2", after(61))).as("another value is").isTrue();
    assertThat(next(after(61))).isEqualTo("g/slow");
    assertThat(agenda.reports(G))
        .containsExactly(FactReport.known("slow", "1"), FactReport.known("quick", "1"));
  }

  @Test
  void whatIsDeclaredAsBeforeIsKept() {
    agenda.declared(G, List.of(fact("one", 60), fact("other", 60)));
    FactAgenda.Task before = agenda.next(START).orElseThrow();
    assertThat(finds("1", START)).isTrue();
    assertThat(finds("1", START)).isTrue();

    agenda.declared(G, List.of(fact("other", 60), fact("one", 60, "ask", "more")));
    assertThat(agenda.reports(G)).containsExactly(FactReport.known("other", "1"));
    assertThat(agenda.found(before, FactReport.known("one", "1"), after(1)))
        .as("the answer to what was asked before")
        .isFalse();
    assertThat(next(after(1))).isEqualTo("g/one");

    agenda.declared(G, List.of(new Fact("one", Fact.Kind.VERSION, null, new Fact.Equal())));
    assertThat(agenda.groups()).isEmpty();
    assertThat(agenda.next(after(1))).isEqualTo(Optional.empty());
    assertThat(agenda.rest(after(1), Duration.ofDays(1))).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void theFirstLineThatIsNotBlankIsTheValue() {
    assertThat(FactReport.read("x", "")).isEqualTo(FactReport.known("x", ""));
    assertThat(FactReport.read("x", "\n \t\n")).isEqualTo(FactReport.known("x", ""));
    assertThat(FactReport.read("x", "\n  bash 5.2\t\r\nand more\n"))
        .isEqualTo(FactReport.known("x", "bash 5.2"));
    assertThat(FactReport.read("x", "a\u0007b")).isEqualTo(FactReport.known("x", "a b"));
    assertThat(FactReport.read("x", "ü".repeat(128)).text()).hasSize(128);
    assertThat(FactReport.read("x", "ü".repeat(129)))
        .isEqualTo(
            FactReport.failed(
                "x", "the first line of its command has 258 bytes, and may have 256"));
    assertThat(FactReport.read("x", "1\n".repeat(2_001)).text())
        .isEqualTo("its command wrote more than 4000 bytes");
    assertThat(FactReport.failed("x", "y".repeat(5_000)).text()).hasSize(303);
  }
}
