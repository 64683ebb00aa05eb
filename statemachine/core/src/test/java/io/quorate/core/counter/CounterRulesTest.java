package io.quorate.core.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfiguredGroup;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What counters promise; the refusals are in a transcript. */
final class CounterRulesTest {
  private final ConfiguredGroup group = new ConfiguredGroup().raised();

  private CounterBlock done(CounterCommand command) {
    Decision decision = group.decide(new Command.Count(command), new ClusterTime(99_000));
    if (decision instanceof Decision.Accepted accepted) {
      return Objects.requireNonNull(accepted.answer().block());
    }
    throw new AssertionError(decision);
  }

  private static CounterId id(String name) {
    return new CounterId(ConfiguredGroup.GROUP, new ConfigPath(name));
  }

  private static CounterCommand next(String name, long count) {
    return new CounterCommand.Next(id(name), count, null);
  }

  @Test
  void noValueIsHandedOutTwiceAndNoneBelowWhatWasSeen() {
    Random random = new Random(3);
    long highest = 0;
    for (int i = 0; i < 5_000; i++) {
      long value = Math.max(0, highest + random.nextInt(20) - 10);
      if (random.nextInt(3) == 0) {
        assertThat(done(new CounterCommand.Observe(id("n"), value, null)).last())
            .isEqualTo(Math.max(highest, value));
        highest = Math.max(highest, value);
      } else {
        long count = 1L + random.nextInt(30);
        CounterBlock block = done(next("n", count));
        assertThat(block).isEqualTo(new CounterBlock(highest + 1, highest + count));
        highest = block.last();
      }
    }
  }

  @Test
  void thereAreSoManyCountersAndNoMore() {
    for (int i = 0; i < CounterLimits.COUNTERS; i++) {
      done(next("n" + i, CounterLimits.BLOCK));
    }

    assertThat(group.decide(new Command.Count(next("more", 1)), new ClusterTime(99_000)).toString())
        .contains("LIMIT_EXCEEDED");
    assertThat(done(next("n7", 1)).first()).isEqualTo(CounterLimits.BLOCK + 1);
  }

  @Test
  void aListGoesOnWhereItStopped() {
    done(next("b/1", 1));
    done(next("a", 2));
    done(next("b", 3));
    CounterView view = new CounterView(group.store, ConfiguredGroup.GROUP);

    assertThat(view.list("", 2))
        .extracting(found -> found.name().value())
        .containsExactly("a", "b");
    assertThat(view.list("b", 2)).extracting(found -> found.name().value()).containsExactly("b/1");
    assertThat(view.get(new ConfigPath("c"))).isNull();
  }
}
