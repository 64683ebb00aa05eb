package io.quorate.core.config;

import static io.quorate.core.config.ConfiguredGroup.SPACE;
import static io.quorate.core.config.ConfiguredGroup.delete;
import static io.quorate.core.config.ConfiguredGroup.set;
import static io.quorate.core.config.ConfiguredGroup.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.Revision;
import io.quorate.core.store.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A candidate is bounded, is seen by nobody, and overwrites nothing that others have changed. */
final class CandidateTest {
  private static final CandidateId WORK = new CandidateId(SPACE, new CandidateName("work"));

  private final ConfiguredGroup group = new ConfiguredGroup().raised();

  private static ConfigCommand stage(ConfigEdit... edits) {
    return new ConfigCommand.Stage(WORK, List.of(edits));
  }

  private static ConfigCommand commit() {
    return new ConfigCommand.CommitCandidate(WORK, ConfigCommand.Terms.NONE);
  }

  private Candidate candidate() {
    return Objects.requireNonNull(new CandidateView(group.store).get(WORK));
  }

  private void stageMany(int from, int to) {
    for (int start = from; start < to; start += ConfigLimits.EDITS) {
      List<ConfigEdit> edits = new ArrayList<>();
      for (int i = start; i < Math.min(to, start + ConfigLimits.EDITS); i++) {
        edits.add(set("dir" + i % 100 + "/p" + i, "v" + i));
      }
      group.done(stage(edits.toArray(ConfigEdit[]::new)));
    }
  }

  @Test
  void theLargestOneIsCommittedAndUndoneWhole() {
    stageMany(0, ConfigLimits.COMMIT_CHANGES);
    assertThat(group.view().head().paths()).as("seen by nobody").isZero();
    assertThat(group.refused(stage(set("more", "1")))).containsExactly("LIMIT_EXCEEDED");
    group.done(stage(set("dir0/p0", "again")));

    ConfigCommand.Terms waits = new ConfigCommand.Terms(null, null, "", Duration.ofMinutes(1));
    group.done(new ConfigCommand.CommitCandidate(WORK, waits));
    assertThat(group.view().head().paths()).isEqualTo(ConfigLimits.COMMIT_CHANGES);
    assertThat(group.get("dir0/p0")).isEqualTo("again");
    assertThat(group.store.size(Table.CONFIG_EDITS)).isZero();

    group.done(new ConfigCommand.Cancel(SPACE, null, ""));
    assertThat(group.view().head().digest()).isEqualTo(ConfigDigest.EMPTY);
  }

  @Test
  void itsBytesAreBoundedAndCountedAsTheyChange() {
    String large = "x".repeat(ConfigValue.MAX_BYTES - 3);
    int full = ConfigLimits.COMMIT_BYTES / ConfigValue.MAX_BYTES;
    for (int i = 1; i < full; i++) {
      group.done(stage(set("p" + (10 + i), large)));
    }
    long before = candidate().size().bytes();
    group.done(stage(set("p11", large)));
    assertThat(candidate().size().bytes()).isEqualTo(before);
    group.done(stage(set("q", large)));
    assertThat(group.refused(stage(set("r", large)))).containsExactly("LIMIT_EXCEEDED");
    group.done(stage(delete("q")));
    assertThat(candidate().size()).isEqualTo(new Candidate.Size(full, before + 1));
  }

  @Test
  void aSpaceHasFewAtATime() {
    for (int i = 0; i < ConfigLimits.CANDIDATES; i++) {
      CandidateId id = new CandidateId(SPACE, new CandidateName("c" + i));
      group.done(new ConfigCommand.Stage(id, List.of(set("a", "1"))));
    }

    assertThat(group.refused(stage(set("a", "1")))).containsExactly("LIMIT_EXCEEDED");
    group.done(new ConfigCommand.Discard(new CandidateId(SPACE, new CandidateName("c3"))));
    group.done(stage(set("a", "1")));
  }

  @Test
  void manyConflictsAreCountedAndSomeNamed() {
    List<ConfigEdit> edits = new ArrayList<>();
    List<ConfigEdit> theirs = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      edits.add(set("p" + i, "mine"));
      theirs.add(set("p" + i, "theirs"));
    }
    group.done(stage(edits.toArray(ConfigEdit[]::new)));
    group.done(write(theirs.toArray(ConfigEdit[]::new)));

    assertThat(group.refused(commit()))
        .hasSize(ConfigLimits.NAMED_REFUSALS + 1)
        .endsWith("REVISION_CONFLICT", "LIMIT_EXCEEDED");
    group.done(new ConfigCommand.Rebase(WORK, new Revision(1)));
    group.done(commit());
    assertThat(group.get("p7")).isEqualTo("mine");
  }

  @Test
  void namesThatBeginAlikeAreKeptApart() {
    CandidateId longer = new CandidateId(SPACE, new CandidateName("work-2"));
    group.done(stage(set("a", "1")));
    group.done(new ConfigCommand.Stage(longer, List.of(set("b", "1"))));

    group.done(new ConfigCommand.Discard(WORK));
    assertThat(new CandidateView(group.store).edits(longer)).hasSize(1);
    assertThat(new CandidateView(group.store).of(SPACE))
        .extracting(Candidate::id)
        .containsExactly(longer);
  }
}
