package io.quorate.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.server.process.Await;
import io.quorate.server.process.ProcFs;
import io.quorate.server.process.ProcessEntry;
import io.quorate.server.process.ProcessId;
import io.quorate.server.process.ProcessMarker;
import io.quorate.server.process.ProcessState;
import io.quorate.server.process.ProcessTable;
import io.quorate.server.process.Toolbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A node with a data directory of its own, guards on it, and a check at the end that nothing is
 * left.
 */
final class TestNode {
  static final Duration LONG = Duration.ofSeconds(60);

  /** A lease whose end is waited for. It is kept until guard and service have started. */
  static final Duration FIRST = Duration.ofSeconds(8);

  private static final String STORM = "storm.sh";
  private static final int STORM_GENERATIONS = 100_000;

  final Path directory;
  final GuardStation station;
  final ProcFs processes = ProcFs.ofMachine();
  final GuardClock clock = GuardClock.ofMachine();

  TestNode(Path directory) throws IOException {
    this(directory, GuardStation.open(directory));
  }

  private TestNode(Path directory, GuardStation station) {
    this.directory = directory;
    this.station = station;
  }

  /** On a machine without cgroups, with these tools. */
  static TestNode without(Path directory, Toolbox tools) throws IOException {
    return new TestNode(directory, GuardStation.open(directory, tools, null));
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

  /**
   * Three chains of processes, each of which starts the next in a session of its own and ends;
   * until {@link #calm}, and bounded.
   */
  ServiceSpec storm() throws IOException {
    Path script = directory.resolve(STORM);
    Files.writeString(
        script,
        """
        n=$1; [ "$n" -gt 0 ] && [ ! -e "$0.end" ] || exit 0
        setsid sh "$0" $((n - 1)) </dev/null >/dev/null 2>&1 &
        sleep 0.01
        """);
    return shell(
        "for i in 1 2 3; do setsid sh "
            + script
            + " "
            + STORM_GENERATIONS
            + " & done; echo storm; exec sleep 1000");
  }

  /** Whoever is still alive of the storm makes nobody more. */
  void calm() throws IOException {
    Files.createFile(directory.resolve(STORM + ".end"));
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

  /** Launches and starts the first service; the lease begins when it runs. */
  Guard running(Duration lease, ServiceSpec... services) throws IOException, InterruptedException {
    try (KeptLease kept = new KeptLease(lease)) {
      GuardStart start = new GuardStart(GuardStart.PATIENCE, kept::keep);
      Guard guard = station.launch(spec(services), in(lease), start);
      start(guard);
      return guard;
    }
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
    Await.until(() -> guard.snapshot().toString(), () -> clean(guard));
  }

  /**
   * Revokes, and waits until the guard says that nothing is alive, or that it cannot kill it: then
   * the storm abates. Nothing is alive whenever the guard says so.
   */
  void awaitCleanOfStorm(Guard guard) throws IOException, InterruptedException {
    guard.revoke();
    Await.until(
        () -> guard.snapshot().toString(),
        () -> clean(guard) || guard.snapshot().phase() == GuardPhase.FAILED_TO_KILL);
    if (!clean(guard)) {
      calm();
      awaitClean(guard);
    }
    assertThat(services()).isEmpty();
  }

  private static boolean clean(Guard guard) {
    GuardView view = guard.snapshot();
    return view.nothingServes() && view.presence() == Presence.GONE;
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

  /**
   * Everything alive that carries the mark of this node: services only, guards and leashes only, by
   * the marker. By looks at which nobody is replacing his program, and so shows no mark.
   */
  Set<ProcessId> alive(ProcessMarker marker) {
    Set<ProcessId> alive = new TreeSet<>();
    try {
      ProcessTable table = processes.read();
      while (!table.showsMarkers()) {
        table = processes.read();
      }
      for (ProcessEntry entry : table.entries()) {
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

  /** Stops a process: the signal is sent, and every thread of it has met it. */
  static void stop(long pid) throws IOException, InterruptedException {
    send("STOP", pid);
    Await.until(() -> "threads of " + pid + " go on", () -> stopped(pid));
  }

  private static boolean stopped(long pid) {
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
      return threads.allMatch(TestNode::threadStopped);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean threadStopped(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      return stat.startsWith("T", stat.lastIndexOf(')') + 2);
    } catch (IOException ended) {
      return true;
    }
  }

  void close() throws IOException, InterruptedException {
    SweepReport report = station.abandon(Duration.ofSeconds(20));
    assertThat(report.notKilled()).isEmpty();
    assertThat(services()).isEmpty();
    assertThat(guards()).isEmpty();
    assertThat(station.root()).doesNotExist();
  }
}
