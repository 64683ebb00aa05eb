package io.quorate.core.config;

import static io.quorate.core.config.ConfiguredGroup.GROUP;
import static io.quorate.core.config.ConfiguredGroup.SPACE;
import static io.quorate.core.config.ConfiguredGroup.delete;
import static io.quorate.core.config.ConfiguredGroup.rollback;
import static io.quorate.core.config.ConfiguredGroup.set;
import static io.quorate.core.config.ConfiguredGroup.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.Revision;
import io.quorate.core.registry.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A commit that waits for its confirmation stays or goes as a whole, and nothing comes between. */
final class ConfirmationTest {
  private static final ConfigCommand.Terms WAITS =
      new ConfigCommand.Terms(null, null, "", Duration.ofSeconds(10));

  private final ConfiguredGroup group = new ConfiguredGroup().raised();

  private static ConfigCommand cancel() {
    return new ConfigCommand.Cancel(SPACE, null, "");
  }

  private AwaitedCommit awaited() {
    return Objects.requireNonNull(group.view().awaited());
  }

  @Test
  void undoingLeavesEverythingAsItWas() {
    group.done(write(set("a", "1"), set("b", "2")));
    ConfigHead before = group.view().head();
    group.done(write(WAITS, set("a", "3"), delete("b"), set("c", "4")));

    assertThat(awaited().revision()).isEqualTo(new Revision(2));
    group.done(cancel());

    ConfigHead after = group.view().head();
    assertThat(after.digest()).isEqualTo(before.digest());
    assertThat(after.paths()).isEqualTo(before.paths());
    assertThat(after.bytes()).isEqualTo(before.bytes());
    assertThat(after.revision()).isEqualTo(new Revision(3));
    assertThat(group.view().awaited()).isNull();
    group.done(rollback(2));
    assertThat(group.get("c")).as("what was undone can be brought back").isEqualTo("4");
  }

  @Test
  void theLogSaysWhoConfirmedWhatAndWhatWasUndone() {
    group.done(write(WAITS, set("a", "1")));
    group.done(new ConfigCommand.Confirm(SPACE, null));
    group.done(write(WAITS, set("a", "2")));
    group.done(cancel());

    List<ConfigCommit> newestFirst = group.view().commits(new Revision(9), 9);
    assertThat(newestFirst).extracting(ConfigCommit::confirmedBy).containsExactly("", "", "eva");
    assertThat(newestFirst.get(0).origin())
        .isEqualTo(new ConfigOrigin(ConfigOrigin.Kind.CANCELLED, new Revision(2)));
  }

  @Test
  void theClockUndoesNothingBeforeItsTime() {
    group.done(write(WAITS, set("a", "1")));
    ConfigCommand expire = new ConfigCommand.Expire(SPACE, new Revision(1));
    List<String> refused = group.refused(expire);
    for (int i = 0; i < 9 && !refused.isEmpty(); i++) {
      assertThat(refused).containsExactly("AWAITS_CONFIRMATION");
      refused = group.refused(expire); // each takes a second by the cluster's clock
    }

    assertThat(refused).isEmpty();
    assertThat(group.view().head().paths()).isZero();
    assertThat(group.view().awaited()).isNull();
  }

  @Test
  void theLargestCommitCanBeUndone() {
    String large = "x".repeat(ConfigValue.MAX_BYTES);
    int full = ConfigLimits.COMMIT_BYTES / ConfigValue.MAX_BYTES;
    List<ConfigEdit> deletions = new ArrayList<>();
    for (int i = 0; i < full; i++) {
      group.done(write(set("large" + i, large)));
      deletions.add(delete("large" + i));
    }
    group.done(write(deletions.toArray(ConfigEdit[]::new)));
    ConfigDigest empty = group.view().head().digest();

    group.done(new ConfigCommand.Rollback(SPACE, new Revision(full), WAITS));
    group.done(cancel());
    assertThat(group.view().head().digest()).isEqualTo(empty);

    group.done(rollback(full));
    group.done(write(WAITS, deletions.toArray(ConfigEdit[]::new)));
    group.done(cancel());
    assertThat(group.view().head().bytes()).isEqualTo(ConfigLimits.COMMIT_BYTES);
  }

  @Test
  void deletingTheGroupSettlesIt() {
    group.done(write(set("a", "1")));
    group.done(write(WAITS, delete("a")));
    group.decide(new Command.DeleteGroup(GROUP, null));

    assertThat(group.view().awaited()).isNull();
    assertThat(ConfigView.awaited(group.store)).isEmpty();
  }
}
