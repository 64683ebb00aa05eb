package io.quorate.core.config;

import static io.quorate.core.config.ConfiguredGroup.GROUP;
import static io.quorate.core.config.ConfiguredGroup.SPACE;
import static io.quorate.core.config.ConfiguredGroup.delete;
import static io.quorate.core.config.ConfiguredGroup.rollback;
import static io.quorate.core.config.ConfiguredGroup.set;
import static io.quorate.core.config.ConfiguredGroup.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.GroupId;
import io.quorate.core.Revision;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.Sweeps;
import io.quorate.core.store.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A deleted group leaves nothing but the number of its last revision. */
final class LeftHistoryTest {
  private final ConfiguredGroup group = new ConfiguredGroup().raised();

  private void deleteGroup(GroupId name) {
    assertThat(group.decide(new Command.DeleteGroup(name, null)))
        .isInstanceOf(Decision.Accepted.class);
  }

  /** What a sweep has dropped of histories. */
  private List<HistoryDropped> swept() {
    return group.decide(new Command.Sweep()) instanceof Decision.Accepted accepted
        ? accepted.events().stream()
            .filter(Event.Configured.class::isInstance)
            .map(event -> (HistoryDropped) ((Event.Configured) event).what())
            .toList()
        : List.of();
  }

  private boolean due() {
    return Sweeps.of(group.store, new ClusterTime(0)).due() != null;
  }

  @Test
  void itIsOutOfReachAtOnceAndSweptLater() {
    group.done(write(set("a", "1")));
    group.done(write(delete("a")));
    assertThat(due()).isFalse();
    deleteGroup(GROUP);
    group.declare(GROUP);

    assertThat(due()).isTrue();
    assertThat(group.refused(rollback(1))).containsExactly("COMPACTED");
    assertThat(group.done(write(set("a", "2")))).as("revisions go on").isEqualTo(3);
    assertThat(swept())
        .containsExactly(
            new HistoryDropped(SPACE, new Revision(0), new Revision(2), HistoryDropped.Rest.NONE));
    assertThat(due()).isFalse();
    assertThat(swept()).isEmpty();
    assertThat(group.store.size(Table.CONFIG_UNDO)).isEqualTo(1);
    assertThat(group.store.size(Table.CONFIG_COMMITS)).isEqualTo(2);
    group.done(rollback(2));
    assertThat(group.get("a")).isNull();
  }

  @Test
  void twoLivesAreSweptTogether() {
    for (int life = 0; life < 2; life++) {
      group.done(write(set("a", "1")));
      group.done(write(delete("a")));
      deleteGroup(GROUP);
      group.declare(GROUP);
    }

    assertThat(swept()).extracting(HistoryDropped::to).containsExactly(new Revision(4));
    assertThat(group.store.size(Table.CONFIG_UNDO)).isZero();
    assertThat(group.store.size(Table.CONFIG_COMMITS)).isEqualTo(1);
    assertThat(group.view().head())
        .isEqualTo(new ConfigHead(new Revision(4), new Revision(4), 0, 0, ConfigDigest.EMPTY, 0));
  }

  @Test
  void aSweepDropsNoMoreRowsThanACommitMayMake() {
    int commits = ConfigLimits.COMMIT_CHANGES / ConfigLimits.EDITS + 3;
    for (int i = 0; i <= commits; i++) {
      ConfigEdit[] edits = new ConfigEdit[ConfigLimits.EDITS];
      for (int path = 0; path < edits.length; path++) {
        edits[path] = i == commits ? delete("p" + path) : set("p" + path, "" + i);
      }
      group.done(write(edits));
    }
    deleteGroup(GROUP);

    assertThat(swept()).extracting(HistoryDropped::rest).containsExactly(HistoryDropped.Rest.SOME);
    assertThat(group.store.size(Table.CONFIG_UNDO)).isEqualTo(4 * ConfigLimits.EDITS);
    assertThat(due()).isTrue();
    assertThat(swept()).extracting(HistoryDropped::rest).containsExactly(HistoryDropped.Rest.NONE);
    assertThat(group.store.size(Table.CONFIG_UNDO)).isZero();
  }

  @Test
  void oneGroupIsSweptAfterAnother() {
    GroupId other = new GroupId("other");
    group.declare(other);
    ConfigEdit edit = set("a", "1");
    group.done(
        new ConfigCommand.Write(new SpaceId(other), List.of(edit), ConfigCommand.Terms.NONE));
    group.done(
        new ConfigCommand.Write(
            new SpaceId(other), List.of(delete("a")), ConfigCommand.Terms.NONE));
    group.done(write(edit));
    group.done(write(delete("a")));
    deleteGroup(GROUP);
    deleteGroup(other);

    assertThat(swept()).extracting(HistoryDropped::rest).containsExactly(HistoryDropped.Rest.SOME);
    assertThat(swept()).extracting(HistoryDropped::rest).containsExactly(HistoryDropped.Rest.NONE);
    assertThat(group.store.size(Table.CONFIG_UNDO)).isZero();
  }
}
