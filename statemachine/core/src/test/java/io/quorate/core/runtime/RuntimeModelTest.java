package io.quorate.core.runtime;

import static io.quorate.core.runtime.RuntimeGroup.delete;
import static io.quorate.core.runtime.RuntimeGroup.put;
import static io.quorate.core.runtime.RuntimeGroup.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.store.Row;
import io.quorate.core.store.Table;
import java.util.ArrayList;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Chance against a model that keeps each entry with its end and knows of no table or sweep. */
final class RuntimeModelTest {
  private final RuntimeGroup group = new RuntimeGroup();
  private final SortedMap<String, Kept> model = new TreeMap<>();
  private final Random random = new Random(11);
  private long epochs;
  private boolean open;

  /** Until when an entry is there; 0: no such time. */
  private record Kept(long deadline, long ttl, long epoch) {
    boolean putsOff(long now) {
      return ttl > 0 && deadline - now < ttl / 2;
    }
  }

  @Test
  void whatIsThereIsWhatTheModelSays() {
    for (int step = 0; step < 6_000; step++) {
      step();
      model.values().removeIf(kept -> kept.deadline > 0 && kept.deadline <= group.now);
      assertThat(group.paths()).as("step %s", step).isEqualTo(new ArrayList<>(model.keySet()));
    }
    group.now += 1_000_000;
    group.sweep();
    assertThat(group.store.size(Table.RUNTIME_DEADLINES)).isZero();
    assertThat(RuntimeSweeps.due(group.store, new ClusterTime(group.now))).isNull();
    assertThat(group.view().head().entries()).isEqualTo(group.store.size(Table.RUNTIME));
    long bytes = 0;
    for (Row<RuntimeEntry> row : group.store.range(Table.RUNTIME, "", "~", 1_000)) {
      bytes += row.value().bytes(RuntimePlace.ofKey(row.key()).place());
    }
    assertThat(group.view().head().bytes()).isEqualTo(bytes);
    assertThat(group.view().head().bound()).isEqualTo(group.store.size(Table.RUNTIME_BOUND));
  }

  private void step() {
    String path = "p" + random.nextInt(15);
    group.now += random.nextInt(800);
    Kept before = model.get(path);
    boolean over = before == null || (before.deadline > 0 && before.deadline <= group.now);
    switch (random.nextInt(8)) {
      case 0 -> {
        assertThat(group.write(delete(path))).isEmpty();
        model.remove(path);
      }
      case 1 -> {
        assertThat(group.touch(path).isEmpty()).isEqualTo(!over);
        if (before != null && !over && before.putsOff(group.now)) {
          model.put(path, new Kept(group.now + before.ttl, before.ttl, 0));
        }
      }
      case 2 -> group.sweep();
      case 3 -> changeEpoch();
      case 4 -> {
        boolean written = group.write(put(path, 2, new Lifetime.OfEpoch())).isEmpty();
        assertThat(written).isEqualTo(open);
        if (written) {
          model.put(path, new Kept(0, 0, epochs));
        }
      }
      case 5 -> {
        assertThat(group.write(put(path, 1, new Lifetime.Unlimited()))).isEmpty();
        model.put(path, new Kept(0, 0, 0));
      }
      default -> {
        long ttl = 1L + random.nextInt(6);
        assertThat(group.write(put(path, 3, seconds(ttl)))).isEmpty();
        model.put(path, new Kept(group.now + ttl * 1_000, ttl * 1_000, 0));
      }
    }
  }

  private void changeEpoch() {
    if (open) {
      group.expire(epochs);
      model.values().removeIf(kept -> kept.epoch > 0);
    } else {
      group.grant(epochs);
      epochs++;
    }
    open = !open;
  }
}
