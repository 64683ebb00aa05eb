package io.quorate.linear;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.linear.GroupState.Automation;
import io.quorate.linear.GroupTold.Change;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A history that was recorded from three processes while nodes were crashed and stopped: as it is
 * it can be explained, and with one answer changed it cannot.
 */
final class GroupVerdictTest {
  private List<Operation<GroupAsk, GroupTold>> recorded = List.of();

  @BeforeEach
  void read() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            GroupVerdictTest.class.getResourceAsStream("/histories/recorded.txt"))) {
      recorded =
          new ArrayList<>(
              GroupHistoryText.read(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
      recorded.sort(Comparator.comparingLong(Operation::invokedNanos));
    }
  }

  @Test
  void asRecordedItIsFine() {
    assertThat(GroupVerdict.against(recorded)).isEmpty();
    assertThat(recorded).filteredOn(Operation::answered).hasSizeGreaterThan(50);
    assertThat(recorded).filteredOn(operation -> !operation.answered()).isNotEmpty();
  }

  @Test
  void readsBackAsItWasWritten() {
    assertThat(GroupHistoryText.read(GroupHistoryText.write(recorded))).isEqualTo(recorded);
  }

  @Test
  void aStaleReadIsSeen() {
    Operation<GroupAsk, GroupTold> read = last(told -> told instanceof GroupTold.Shown);
    GroupTold early = told(first(told -> told instanceof GroupTold.Shown));
    assertThat(early).isNotEqualTo(told(read));
    assertThat(GroupVerdict.against(with(read, early)).orElse(""))
        .contains("NOT LINEARIZABLE")
        .contains(early.toString());
  }

  @Test
  void aLostDeclarationIsSeen() {
    Operation<GroupAsk, GroupTold> created = first(told -> told instanceof GroupTold.Applied);
    List<Operation<GroupAsk, GroupTold>> history = new ArrayList<>(recorded);
    history.remove(created);
    assertThat(GroupVerdict.against(history)).isPresent();
  }

  @Test
  void twoThatWereBothToldTheyChangedTheSameRevisionAreSeen() {
    Operation<GroupAsk, GroupTold> refused = last(told -> told instanceof GroupTold.Conflict);
    GroupAsk.ApplyOn ask = (GroupAsk.ApplyOn) refused.input();
    GroupTold both = new GroupTold.Applied(Change.CHANGED, ask.basedOn() + 1);
    assertThat(GroupVerdict.against(with(refused, both))).isPresent();
  }

  @Test
  void aPauseThatIsForgottenIsSeen() {
    Operation<GroupAsk, GroupTold> seen = last(told -> told instanceof GroupTold.Seen);
    GroupTold.Seen told = (GroupTold.Seen) told(seen);
    Automation other =
        told.automation() == Automation.PAUSED ? Automation.RUNNING : Automation.PAUSED;
    assertThat(GroupVerdict.against(with(seen, new GroupTold.Seen(told.revision(), other))))
        .isPresent();
  }

  private Operation<GroupAsk, GroupTold> first(Predicate<GroupTold> wanted) {
    return recorded.stream()
        .filter(op -> op.answered() && wanted.test(told(op)))
        .findFirst()
        .orElseThrow();
  }

  private Operation<GroupAsk, GroupTold> last(Predicate<GroupTold> wanted) {
    return recorded.stream()
        .filter(op -> op.answered() && wanted.test(told(op)))
        .reduce((one, later) -> later)
        .orElseThrow();
  }

  private static GroupTold told(Operation<GroupAsk, GroupTold> operation) {
    return ((Outcome.Answered<GroupTold>) operation.outcome()).output();
  }

  /** The recorded history, with another answer to one question. */
  private List<Operation<GroupAsk, GroupTold>> with(
      Operation<GroupAsk, GroupTold> operation, GroupTold answer) {
    List<Operation<GroupAsk, GroupTold>> history = new ArrayList<>(recorded);
    history.set(
        history.indexOf(operation),
        new Operation<>(
            operation.client(),
            operation.input(),
            operation.invokedNanos(),
            new Outcome.Answered<>(answer, operation.endNanos())));
    return history;
  }
}
