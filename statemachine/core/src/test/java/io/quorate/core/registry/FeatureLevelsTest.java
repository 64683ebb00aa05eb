package io.quorate.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.ClusterTime;
import io.quorate.core.FeatureLevel;
import io.quorate.core.LevelRange;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.Term;
import io.quorate.core.store.FutureTable;
import io.quorate.core.store.InMemoryStore;
import io.quorate.core.store.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FeatureLevelsTest {
  private static final Term TERM = new Term(1);
  private static final FeatureLevel FIRST = FeatureLevel.FIRST;
  private static final FeatureLevel SECOND = new FeatureLevel(2);

  private final InMemoryStore store = new InMemoryStore();

  private void raise(FeatureLevel to) {
    Registry.apply(
        new EntryContext(TERM, 1, new ClusterTime(1)),
        List.of(Request.byLeader(new Command.RaiseFeatureLevel(to), TERM)),
        store);
  }

  @Test
  void whatNeedsAHigherLevelIsRefused() {
    assertThat(FeatureLevels.against(SECOND, FIRST))
        .map(Refusal::reason)
        .contains(Reason.LEVEL_TOO_LOW);
    assertThat(FeatureLevels.against(SECOND, SECOND)).isEmpty();
    assertThat(FeatureLevels.against(FIRST, SECOND)).isEmpty();
  }

  @Test
  void noCommandNeedsMoreThanThisProgramKnows() {
    Command any = new Command.RaiseFeatureLevel(SECOND);
    assertThat(FeatureLevels.against(any, FeatureLevels.SUPPORTED.highest())).isEmpty();
  }

  @Test
  void aNewerTableIsWrittenFromItsLevelOn() {
    Table<String> table = FutureTable.since(SECOND);
    LeveledStore leveled = new LeveledStore(store);
    assertThatThrownBy(() -> leveled.put(table, "k", "v"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("future");
    assertThatThrownBy(() -> leveled.delete(table, "k")).isInstanceOf(IllegalStateException.class);
    raise(SECOND);
    assertThatCode(() -> leveled.put(table, "k", "v")).doesNotThrowAnyException();
  }

  @Test
  void whatIsStoredIsReadInBothDirectionsWhateverItsLevel() {
    store.put(Table.FACTS, "one", "1");
    store.put(Table.FACTS, "two", "2");
    LeveledStore leveled = new LeveledStore(store);

    assertThat(leveled.range(Table.FACTS, "", "~", 9))
        .isEqualTo(store.range(Table.FACTS, "", "~", 9));
    assertThat(leveled.rangeDescending(Table.FACTS, "", "~", 9))
        .isEqualTo(store.rangeDescending(Table.FACTS, "", "~", 9))
        .hasSizeGreaterThan(1);
  }

  @Test
  void theLevelIsFirstUntilItIsRaised() {
    assertThat(FeatureLevels.of(store)).isEqualTo(FIRST);
    raise(new FeatureLevel(255));
    assertThat(FeatureLevels.of(store)).isEqualTo(new FeatureLevel(255));
  }

  @Test
  void rangesAndLevelsHaveBounds() {
    assertThatThrownBy(() -> new FeatureLevel(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FeatureLevel(256)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LevelRange(SECOND, FIRST))
        .isInstanceOf(IllegalArgumentException.class);
    LevelRange range = new LevelRange(SECOND, new FeatureLevel(4));
    assertThat(range.contains(FIRST)).isFalse();
    assertThat(range.contains(SECOND)).isTrue();
    assertThat(range.contains(new FeatureLevel(4))).isTrue();
    assertThat(range.contains(new FeatureLevel(5))).isFalse();
    assertThat(range).hasToString("2 to 4");
  }
}
