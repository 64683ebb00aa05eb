package io.quorate.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.server.process.Await;
import io.quorate.server.process.ProcFs;
import io.quorate.server.process.ProcessEntry;
import io.quorate.server.process.ProcessId;
import io.quorate.server.process.ProcessMarker;
import io.quorate.server.process.ProcessState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A node with a data directory of its own, guards on it, and a check at the end that nothing is left. */
final class TestNode {
  static final Duration LONG = Duration.ofSeconds(60);

  final Path directory;
  final GuardStation station;
  final ProcFs processes = ProcFs.ofMachine();
  final GuardClock clock = GuardClock.ofMachine();

  TestNode(Path directory) throws IOException {
    this.directory = directory;
    this.station = GuardStation.open(directory);
  }

  ServiceSpec shell(String script, StopSpec stop) {
    return new ServiceSpec(
        "test",
        List.of("/bin/sh", "-c", script),
        new TreeMap<>(),
        directory,
        stop,
        new LogSpec(directory.resolve("service.log"), 1 << 20));
  }

  ServiceSpec shell(String script) {
    return shell(script, StopSpec.bySignal("TERM", Duration.ofSeconds(10)));
  }

  GuardSpec spec(ServiceSpec... services) {
    return new GuardSpec("orders", 7, List.of(services), Duration.ofSeconds(5), null);
  }

  LeaseDeadline in(Duration lease) {
    return LeaseDeadline.after(clock.read(), lease);
  }

  Guard launch(Duration lease, ServiceSpec... services) throws IOException, InterruptedException {
    return station.launch(spec(services), in(lease));
  }

  /** Launches and starts the first service. */
  Guard running(Duration lease, ServiceSpec... services) throws IOException, InterruptedException {
    Guard guard = launch(lease, services);
    start(guard);
    return guard;
  }

  static void start(Guard guard) throws InterruptedException {
    long generation = guard.want(0, WantedState.RUNNING);
    awaitSlot(guard, generation, SlotState.RUNNING);
  }

  static SlotView awaitSlot(Guard guard, long generation, SlotState state)
      throws InterruptedException {
    Await.until(
        () -> guard.snapshot().toString(),
        () -> {
          SlotView slot = guard.snapshot().slots().get(0);
          return slot.generation() == generation && slot.state() == state;
        });
    return guard.snapshot().slots().get(0);
  }

  static void awaitClean(Guard guard) throws InterruptedException {
    Await.until(
        () -> guard.snapshot().toString(),
        () -> guard.snapshot().nothingServes() && guard.snapshot().presence() == Presence.GONE);
  }

  String log() {
    return text(directory.resolve("service.log"));
  }

  ProcessId processOfGuard(Guard guard) {
    return alive(guard.identity().marker().guards()).stream()
        .filter(id -> !alive(guard.identity().marker().child("leash").guards()).contains(id))
        .findFirst()
        .orElseThrow();
  }

  String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitLog(String text) throws InterruptedException {
    Await.until(this::log, () -> log().contains(text));
  }

  /** Everything alive that carries the mark of this node: services only, guards and leashes only, by the marker. */
  Set<ProcessId> alive(ProcessMarker marker) {
    Set<ProcessId> alive = new TreeSet<>();
    try {
      for (ProcessEntry entry : processes.read().entries()) {
        if (entry.state() == ProcessState.ALIVE && marker.covers(entry.marker())) {
          alive.add(entry.id());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return alive;
  }

  ProcessMarker marker() {
    return ProcessMarker.of(GuardIdentity.nodeOf(directory));
  }

  Set<ProcessId> services() {
    return alive(marker());
  }

  Set<ProcessId> guards() {
    return alive(marker().guards());
  }

  static void send(String signal, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("/bin/sh", "-c", "kill -s " + signal + " " + pid).start().waitFor();
  }

  void close() throws IOException, InterruptedException {
    SweepReport report = station.sweep(List.of(), Duration.ofSeconds(20));
    assertThat(report.notKilled()).isEmpty();
    assertThat(services()).isEmpty();
    assertThat(guards()).isEmpty();
    Files.deleteIfExists(station.root());
  }
}
