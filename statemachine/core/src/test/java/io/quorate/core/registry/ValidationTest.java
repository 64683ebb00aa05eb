package io.quorate.core.registry;

import static io.quorate.core.config.ConfiguredGroup.SPACE;
import static io.quorate.core.config.ConfiguredGroup.set;
import static io.quorate.core.config.ConfiguredGroup.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.GroupId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.RequestId;
import io.quorate.core.Revision;
import io.quorate.core.SessionId;
import io.quorate.core.SessionStep;
import io.quorate.core.Term;
import io.quorate.core.config.CandidateId;
import io.quorate.core.config.CandidateName;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.config.ConfiguredGroup;
import io.quorate.core.config.Omission;
import io.quorate.core.config.SpaceId;
import io.quorate.core.config.Validated;
import io.quorate.core.declaration.GroupConfiguration;
import io.quorate.core.declaration.Program;
import io.quorate.core.declaration.ValidationCommand;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What has to be found valid before a commit is proposed, and what was overtaken meanwhile. */
final class ValidationTest {
  private static final ValidationCommand CHECK =
      new ValidationCommand(Program.of("/bin/check"), ValidationCommand.DEFAULT_TIMEOUT, List.of());
  private static final GroupConfiguration CHECKED =
      new GroupConfiguration(null, List.of(), List.of(), List.of(), List.of(), CHECK);
  private static final CandidateId WORK = new CandidateId(SPACE, new CandidateName("work"));
  private static final Refusal STALE = Refusal.of(Reason.NOT_VALIDATED, "later", "again");
  private static final Refusal CONFLICT = Refusal.of(Reason.REVISION_CONFLICT, "no", "look");

  private final ConfiguredGroup group = new ConfiguredGroup().raised();

  private static Request request(ConfigCommand command) {
    return new Request(new Command.Configure(command), "eva", null, null);
  }

  private Optional<Validation> validation(ConfigCommand command) {
    return Validation.of(request(command), command, group.store);
  }

  private static ConfigCommand valid(
      ConfigCommand command, long head, long declared, long edition) {
    return command.with(new Validated(new Revision(head), new Revision(declared), edition));
  }

  @Test
  void aGroupThatAsksForNothingHasNothingValidated() {
    assertThat(validation(write(set("a", "1")))).isEmpty();
  }

  @Test
  void aCommitIsToBeAcceptedByTheCommandAsThingsAreNow() {
    group.done(write(set("b", "1")));
    group.declaring(CHECKED);
    ConfigCommand command = write(set("a", "1"));

    Validation validation = validation(command).orElseThrow();

    assertThat(validation.command()).isEqualTo(valid(command, 1, 2, 0));
    assertThat(validation.edits()).containsExactly(set("a", "1"));
    assertThat(validation.trial()).isEqualTo(CHECK);
    assertThat(group.done(validation.command())).isEqualTo(2);
  }

  @Test
  void whoLeavesTheCommandOutHasTheRestValidated() {
    group.declaring(CHECKED);
    ConfigCommand.Terms terms =
        new ConfigCommand.Terms(null, null, "", null, "", Omission.VALIDATION_COMMAND, null);

    assertThat(validation(write(terms, set("a", "1"))).orElseThrow().trial()).isNull();
  }

  @Test
  void ofACandidateTheEditionCounts() {
    group.declaring(CHECKED);
    group.decide(new Command.Configure(new ConfigCommand.Stage(WORK, List.of(set("a", "1")))));
    group.decide(new Command.Configure(new ConfigCommand.Stage(WORK, List.of(set("b", "1")))));
    ConfigCommand commit = new ConfigCommand.CommitCandidate(WORK, ConfigCommand.Terms.NONE);

    Validation validation = validation(commit).orElseThrow();

    assertThat(validation.command()).isEqualTo(valid(commit, 0, 2, 2));
    assertThat(validation.edits()).hasSize(2);
    ConfigCommand other =
        new ConfigCommand.CommitCandidate(
            new CandidateId(SPACE, new CandidateName("none")), ConfigCommand.Terms.NONE);
    assertThat(validation(other)).as("there is none").isEmpty();
  }

  @Test
  void whatIsNoCommitOrIsRefusedOrIsOfNoGroupIsNotValidated() {
    group.declaring(CHECKED);
    ConfigCommand.Terms stale = new ConfigCommand.Terms(new Revision(7), null, "", null);

    assertThat(validation(new ConfigCommand.Discard(WORK))).isEmpty();
    assertThat(validation(write(stale, set("a", "1")))).isEmpty();
    assertThat(
            validation(
                new ConfigCommand.Write(
                    new SpaceId(new GroupId("other")),
                    List.of(set("a", "1")),
                    ConfigCommand.Terms.NONE)))
        .isEmpty();
    assertThat(group.done(valid(write(set("a", "1")), 0, 2, 0))).isEqualTo(1);
    assertThat(validation(write(set("a", "1")))).as("changes nothing").isEmpty();
  }

  private void applied(Request request) {
    EntryContext entry = new EntryContext(new Term(1), 100, new ClusterTime(100_000));
    assertThat(Registry.apply(entry, List.of(request), group.store).get(0))
        .isInstanceOf(Decision.Accepted.class);
  }

  @Test
  void whatWasCarriedOutIsNotValidatedAgain() {
    group.declaring(CHECKED);
    ConfigCommand command = valid(write(set("a", "1")), 0, 2, 0);
    Request named = new Request(new Command.Configure(command), "eva", new RequestId("x"), null);
    assertThat(Validation.of(named, command, group.store)).isPresent();

    applied(named);

    ConfigCommand later = write(set("a", "2"));
    Request again = new Request(new Command.Configure(later), "eva", new RequestId("y"), null);
    assertThat(Validation.of(named, command, group.store)).isEmpty();
    assertThat(Validation.of(again, later, group.store)).as("another request").isPresent();
  }

  @Test
  void whatASessionHasAnAnswerToIsNotValidatedAgain() {
    group.declaring(CHECKED);
    group.decide(new Command.OpenSession());
    ConfigCommand command = valid(write(set("a", "1")), 0, 2, 0);
    Request first =
        new Request(
            new Command.Configure(command), "eva", new SessionStep(new SessionId(1), 1), null);
    assertThat(Validation.of(first, command, group.store)).isPresent();

    applied(first);

    assertThat(Validation.of(first, command, group.store)).isEmpty();
    ConfigCommand later = write(set("a", "2"));
    Request second =
        new Request(
            new Command.Configure(later), "eva", new SessionStep(new SessionId(1), 2), null);
    assertThat(Validation.of(second, later, group.store)).isPresent();
  }

  /** Whoever validated too early validates again and writes under the same number. */
  @Test
  void aSessionKeepsNoAnswerThatOnlySaysThatAnotherWasFaster() {
    group.declaring(CHECKED);
    group.decide(new Command.OpenSession());
    ConfigCommand write = write(set("a", "1"));
    group.done(valid(write(set("b", "1")), 0, 2, 0));
    SessionStep step = new SessionStep(new SessionId(1), 1);

    EntryContext entry = new EntryContext(new Term(1), 99, new ClusterTime(100_000));
    Request early = new Request(new Command.Configure(valid(write, 0, 2, 0)), "eva", step, null);
    Decision overtaken = Registry.apply(entry, List.of(early), group.store).get(0);

    assertThat(Validation.overtaken(overtaken)).isTrue();
    applied(new Request(new Command.Configure(valid(write, 1, 2, 0)), "eva", step, null));
  }

  @Test
  void whatIsStaleIsAReasonOnlyWhenThereIsNoOther() {
    Decision accepted = new Decision.Accepted(List.of(), Answer.DONE);
    Decision stale = new Decision.Rejected(List.of(STALE, STALE));
    Decision both = new Decision.Rejected(List.of(STALE, CONFLICT));
    Decision conflict = new Decision.Rejected(List.of(CONFLICT));

    assertThat(Validation.overtaken(accepted)).isFalse();
    assertThat(Validation.overtaken(stale)).isTrue();
    assertThat(Validation.overtaken(both)).isFalse();
    assertThat(Validation.overtaken(conflict)).isFalse();
    assertThat(Validation.withoutStale(accepted)).isSameAs(accepted);
    assertThat(Validation.withoutStale(stale)).isSameAs(stale);
    assertThat(Validation.withoutStale(both)).isEqualTo(conflict);
    assertThat(Validation.withoutStale(conflict)).isEqualTo(conflict);
  }
}
