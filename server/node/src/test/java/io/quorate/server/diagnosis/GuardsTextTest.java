package io.quorate.server.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.server.guard.Guard;
import io.quorate.server.guard.GuardClock;
import io.quorate.server.guard.GuardSpec;
import io.quorate.server.guard.GuardStation;
import io.quorate.server.guard.LeaseDeadline;
import io.quorate.server.guard.LogSpec;
import io.quorate.server.guard.ServiceSpec;
import io.quorate.server.guard.SlotState;
import io.quorate.server.guard.StopSpec;
import io.quorate.server.guard.WantedState;
import io.quorate.server.process.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of real guards. */
final class GuardsTextTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path directory;

  private GuardStation station;

  @BeforeEach
  void open() throws IOException {
    station = GuardStation.open(directory);
  }

  @AfterEach
  void close() throws IOException, InterruptedException {
    station.abandon(LONG);
  }

  private Guard launch() throws IOException, InterruptedException {
    ServiceSpec service =
        new ServiceSpec(
            "app",
            List.of("/bin/sh", "-c", "exit 3"),
            new TreeMap<>(),
            directory,
            StopSpec.bySignal("TERM", LONG),
            new LogSpec(directory.resolve("app.log"), 1 << 20));
    return station.launch(
        new GuardSpec("orders", 7, List.of(service), Duration.ofSeconds(5), null),
        LeaseDeadline.after(GuardClock.ofMachine().read(), LONG));
  }

  private String text() throws IOException {
    return GuardsText.of(Optional.of(station));
  }

  @Test
  void aGuardIsShownWithWhatItHasSaidAlsoWhenItHasEnded() throws Exception {
    Guard guard = launch();
    assertThat(text())
        .contains("orders epoch 7: alive, said last that it is guarding, ")
        .contains("  service app: stopped, 0 starts");

    guard.want(0, WantedState.RUNNING);
    Await.until(
        () -> guard.snapshot().toString(),
        () -> guard.snapshot().slots().get(0).state() == SlotState.EXITED);
    assertThat(guard.clear(LONG)).isTrue();
    assertThat(guard.awaitEnd(LONG)).isTrue();
    assertThat(text())
        .contains("orders epoch 7: gone, said last that it is clean, ")
        .contains("app ended by itself with 3");
  }

  @Test
  void whereThereIsNoneThatIsSaid() throws IOException {
    assertThat(text()).isEqualTo("none\n");
    assertThat(GuardsText.of(Optional.empty())).isEqualTo("none\n");
  }
}
