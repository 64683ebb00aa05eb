package io.quorate.core.runtime;

import static io.quorate.core.runtime.RuntimeGroup.delete;
import static io.quorate.core.runtime.RuntimeGroup.many;
import static io.quorate.core.runtime.RuntimeGroup.put;
import static io.quorate.core.runtime.RuntimeGroup.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.config.ConfigLimits;
import io.quorate.core.config.ConfiguredGroup;
import io.quorate.core.registry.Command;
import io.quorate.core.store.CountingStore;
import io.quorate.core.store.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much there may be of runtime entries, and how much is done at once. */
final class RuntimeBoundsTest {
  private static final Lifetime UNLIMITED = new Lifetime.Unlimited();
  private static final int WRITE = ConfigLimits.EDITS;

  private final RuntimeGroup group = new RuntimeGroup();

  @Test
  void aWriteHasBounds() {
    assertThat(group.write(many(0, WRITE + 1, i -> put("p" + i, 1, UNLIMITED))))
        .containsExactly("LIMIT_EXCEEDED");
    assertThat(group.write(many(0, 11, i -> put("p" + i, RuntimeLimits.VALUE_BYTES, UNLIMITED))))
        .containsExactly("LIMIT_EXCEEDED");
    assertThat(group.write(put("p", RuntimeLimits.VALUE_BYTES + 1, UNLIMITED)))
        .containsExactly("INVALID_VALUE");
    assertThat(group.paths()).isEmpty();
    assertThat(group.write(many(0, 9, i -> put("p" + i, RuntimeLimits.VALUE_BYTES, UNLIMITED))))
        .isEmpty();
    assertThat(group.write(many(0, WRITE, i -> put("q" + i, 1, UNLIMITED)))).isEmpty();
    assertThat(group.paths()).hasSize(9 + WRITE);
  }

  @Test
  void aGroupHasSoManyEntriesAndNoMore() {
    for (int from = 0; from < RuntimeLimits.ENTRIES; from += WRITE) {
      assertThat(group.write(many(from, from + WRITE, i -> put("p" + i, 0, UNLIMITED)))).isEmpty();
    }

    assertThat(group.write(put("more", 0, UNLIMITED))).containsExactly("LIMIT_EXCEEDED");
    assertThat(group.write(put("p1", 5, UNLIMITED))).isEmpty();
    assertThat(group.write(put("more", 0, UNLIMITED), delete("p1"))).isEmpty();
  }

  @Test
  void aGroupHasSoManyBytesAndNoMore() {
    int large = RuntimeLimits.VALUE_BYTES;
    long fit = RuntimeLimits.BYTES / (large + 10);
    for (int i = 0; i < fit; i++) {
      assertThat(group.write(put("p" + (1_000_000_000 + i), large - 1, UNLIMITED))).isEmpty();
    }

    assertThat(group.write(put("more", large, UNLIMITED), put("x", large, UNLIMITED)))
        .containsExactly("LIMIT_EXCEEDED");
    assertThat(group.write(delete("p1000000000"))).isEmpty();
    assertThat(group.write(put("more", large - 9, UNLIMITED))).isEmpty();
  }

  @Test
  void allGroupsTogetherHaveSoManyAndNoMore() {
    RuntimeTotals.ENTRIES.set(group.store, RuntimeLimits.ALL_ENTRIES);
    RuntimeTotals.BYTES.set(group.store, RuntimeLimits.ALL_BYTES);
    RuntimeTotals.BOUND.set(group.store, RuntimeLimits.ALL_BOUND);
    group.grant(0);

    assertThat(group.write(put("p", 1, new Lifetime.OfEpoch())))
        .containsExactly("LIMIT_EXCEEDED", "LIMIT_EXCEEDED", "LIMIT_EXCEEDED");
  }

  @Test
  void soManyEndWithAnEpochAndNoMore() {
    group.grant(0);
    assertThat(group.write(many(0, WRITE, i -> put("p" + i, 3, new Lifetime.OfEpoch())))).isEmpty();

    assertThat(group.write(put("more", 1, new Lifetime.OfEpoch())))
        .containsExactly("LIMIT_EXCEEDED");
    assertThat(group.write(put("more", 1, UNLIMITED))).isEmpty();
    group.expire(1);
    assertThat(group.paths()).containsExactly("more");
    assertThat(group.view().head()).extracting(RuntimeHead::entries).isEqualTo(1L);
    assertThat(group.view().head()).extracting(RuntimeHead::bytes).isEqualTo(5L);
    assertThat(RuntimeTotals.BOUND.read(group.store)).isZero();
    assertThat(group.store.size(Table.RUNTIME_BOUND)).isZero();
  }

  @Test
  void aSweepDropsNoMoreThanItMayAndGoesOnWhereItWas() {
    for (int from = 0; from < 3; from++) {
      int first = from * WRITE;
      group.write(many(first, first + WRITE, i -> put("p" + (10_000 + i), 1, seconds(5))));
    }
    group.write(put("later", 1, seconds(60)));
    group.now += 10_000;
    CountingStore counted = new CountingStore(group.store);

    RuntimeSweep first = group.sweep();
    assertThat(first.gone()).hasSize(RuntimeLimits.SWEEP_ROWS);
    assertThat(first.next()).isEqualTo(new ClusterTime(105_000));
    assertThat(group.sweep().gone()).hasSize(RuntimeLimits.SWEEP_ROWS);
    RuntimeSweep last = group.sweep();
    assertThat(last.gone()).hasSize(RuntimeLimits.SWEEP_ROWS);
    assertThat(last.next()).isEqualTo(new ClusterTime(160_000));
    assertThat(last.swept()).isEqualTo(new ClusterTime(group.now));
    assertThat(RuntimeSweeps.find(counted, new ClusterTime(group.now)).gone()).isEmpty();
    assertThat(counted.searches()).isLessThan(10);
    assertThat(group.paths()).containsExactly("later");
    assertThat(RuntimeTotals.ENTRIES.read(group.store)).isEqualTo(1);
    assertThat(RuntimeTotals.BYTES.read(group.store)).isEqualTo(6);
  }

  @Test
  void aSweepReadsNoMoreThanItMay() {
    int large = RuntimeLimits.VALUE_BYTES;
    int most = RuntimeLimits.SWEEP_BYTES / large;
    for (int i = 0; i < 2 * most; i++) {
      group.write(put("p" + i, large, seconds(5)));
    }
    group.now += 10_000;

    assertThat(group.sweep().gone()).hasSizeBetween(most, most + 1);
    assertThat(group.sweep().next()).isNull();
    assertThat(group.store.size(Table.RUNTIME)).isZero();
  }

  @Test
  void aDeletedGroupIsOutOfReachAtOnceAndSweptInSteps() {
    for (int from = 0; from < 2 * WRITE; from += WRITE) {
      int first = from;
      group.write(many(first, first + WRITE, i -> put("p" + i, 1, seconds(5))));
    }
    group.write(put("timeless", 1, UNLIMITED));
    group.does(new Command.DeleteGroup(ConfiguredGroup.GROUP, null));

    assertThat(group.paths()).isEmpty();
    assertThat(group.view().head().entries()).isZero();
    assertThat(group.sweep().next()).isEqualTo(new ClusterTime(group.now));
    group.now += 20_000;
    RuntimeSweep rest = group.sweep();
    assertThat(rest.gone()).hasSize(RuntimeLimits.SWEEP_ROWS);
    assertThat(group.sweep().emptied()).hasSize(1);
    for (Table<?> table :
        List.of(Table.RUNTIME, Table.RUNTIME_DEADLINES, Table.RUNTIME_LEFT, Table.RUNTIME_BOUND)) {
      assertThat(group.store.size(table)).as(table.name()).isZero();
    }
    assertThat(RuntimeTotals.ENTRIES.read(group.store)).isZero();
    assertThat(RuntimeTotals.BYTES.read(group.store)).isZero();
  }
}
