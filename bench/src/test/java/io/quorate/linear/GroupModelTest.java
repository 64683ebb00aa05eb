package io.quorate.linear;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.linear.GroupState.Automation;
import io.quorate.linear.GroupTold.Change;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What groups answer one after the other. */
final class GroupModelTest {
  private final List<GroupTold> answers = new ArrayList<>();
  private GroupState state = new GroupModel().initial();

  private void ask(GroupAsk input) {
    Model.Step<GroupState, GroupTold> step = new GroupModel().step(state, input);
    state = step.next();
    answers.add(step.output());
  }

  @Test
  void isMissingUntilItIsDeclared() {
    ask(new GroupAsk.Show());
    ask(new GroupAsk.Status());
    ask(new GroupAsk.Switch(Automation.PAUSED));
    assertThat(answers).hasSize(3).containsOnly(new GroupTold.Missing());
    assertThat(state).isEqualTo(new GroupModel().initial());
  }

  @Test
  void countsItsChanges() {
    ask(new GroupAsk.ApplyOn(10, 0));
    ask(new GroupAsk.ApplyOn(11, 0));
    ask(new GroupAsk.Apply(11));
    ask(new GroupAsk.Apply(11));
    ask(new GroupAsk.ApplyOn(12, 2));
    ask(new GroupAsk.Show());
    assertThat(answers)
        .containsExactly(
            new GroupTold.Applied(Change.CREATED, 1),
            new GroupTold.Conflict(),
            new GroupTold.Applied(Change.CHANGED, 2),
            new GroupTold.Applied(Change.UNCHANGED, 2),
            new GroupTold.Applied(Change.CHANGED, 3),
            new GroupTold.Shown(12, 3));
  }

  @Test
  void staysPausedUntilItIsResumed() {
    ask(new GroupAsk.Apply(10));
    ask(new GroupAsk.Switch(Automation.PAUSED));
    ask(new GroupAsk.Apply(11));
    ask(new GroupAsk.Status());
    ask(new GroupAsk.Switch(Automation.PAUSED));
    ask(new GroupAsk.Switch(Automation.RUNNING));
    assertThat(answers.subList(1, 6))
        .containsExactly(
            new GroupTold.Switched(Change.CHANGED),
            new GroupTold.Applied(Change.CHANGED, 2),
            new GroupTold.Seen(2, Automation.PAUSED),
            new GroupTold.Switched(Change.UNCHANGED),
            new GroupTold.Switched(Change.CHANGED));
  }
}
