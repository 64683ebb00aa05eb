package io.quorate.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.config.ConfigEdit;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.ConfiguredGroup;
import io.quorate.core.config.SpaceId;
import io.quorate.core.runtime.Lifetime;
import io.quorate.core.runtime.RuntimeCommand;
import io.quorate.core.runtime.RuntimeEdit;
import io.quorate.core.runtime.RuntimePut;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A leader knows what there is to drop, and when, without looking through everything. */
final class SweepsTest {
  private static final ClusterTime NOW = new ClusterTime(100_000);
  private static final ConfigPlace PLACE = ConfigPlace.forAll(new ConfigPath("x"));
  private static final ConfigValue VALUE = new ConfigValue(new byte[] {'1'}, ConfigValue.TEXT);

  private final ConfiguredGroup group = new ConfiguredGroup().raised();

  private void done(Command command) {
    assertThat(group.decide(command, NOW)).isInstanceOf(Decision.Accepted.class);
  }

  private void entry(Lifetime lifetime) {
    RuntimeEdit edit = new RuntimeEdit(PLACE, new RuntimePut(VALUE, lifetime), null);
    done(
        new Command.ChangeRuntime(
            new RuntimeCommand.Write(ConfiguredGroup.GROUP, List.of(edit), null)));
  }

  private void configured(@Nullable ConfigValue value) {
    ConfigEdit edit = new ConfigEdit(PLACE, value, null);
    done(
        new Command.Configure(
            new ConfigCommand.Write(
                new SpaceId(ConfiguredGroup.GROUP), List.of(edit), ConfigCommand.Terms.NONE)));
  }

  private @Nullable ClusterTime due() {
    return Sweeps.of(group.store, NOW).due();
  }

  private Sweeps.Leavings leavings() {
    return Sweeps.of(group.store, NOW).leavings();
  }

  @Test
  void whereNothingIsKeptNothingIsLeft() {
    assertThat(Sweeps.of(group.store, NOW)).isEqualTo(Sweeps.NOTHING);
  }

  @Test
  void entriesThatDoNotEndCanBeLeftBehind() {
    entry(new Lifetime.Unlimited());

    assertThat(Sweeps.of(group.store, NOW)).isEqualTo(new Sweeps(null, Sweeps.Leavings.POSSIBLE));
  }

  @Test
  void aConfigurationCanLeaveItsHistoryBehind() {
    configured(VALUE);
    configured(null);
    assertThat(leavings()).isEqualTo(Sweeps.Leavings.POSSIBLE);
    assertThat(due()).isNull();

    done(new Command.DeleteGroup(ConfiguredGroup.GROUP, null));

    assertThat(due()).isEqualTo(NOW);
  }

  @Test
  void whateverEndsFirstIsDueFirst() {
    Duration idle = Duration.ofMinutes(61);
    done(new Command.OpenSession());
    assertThat(due()).as("the session alone").isEqualTo(NOW.plus(idle));

    entry(new Lifetime.Timed(Duration.ofSeconds(5)));
    assertThat(due()).isEqualTo(NOW.plus(Duration.ofSeconds(5)));
  }

  @Test
  void anEntryThatOutlivesASessionIsDueLater() {
    entry(new Lifetime.Timed(Duration.ofHours(2)));
    assertThat(due()).as("the entry alone").isEqualTo(NOW.plus(Duration.ofHours(2)));

    done(new Command.OpenSession());

    assertThat(due()).isEqualTo(NOW.plus(Duration.ofMinutes(61)));
  }
}
