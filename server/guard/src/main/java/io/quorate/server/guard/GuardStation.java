package io.quorate.server.guard;

import io.quorate.server.process.AccountName;
import io.quorate.server.process.CarriedEnvironment;
import io.quorate.server.process.Cgroup;
import io.quorate.server.process.CgroupRoot;
import io.quorate.server.process.ProcFs;
import io.quorate.server.process.ProcessEntry;
import io.quorate.server.process.ProcessMarker;
import io.quorate.server.process.ProcessNumbers;
import io.quorate.server.process.ProcessState;
import io.quorate.server.process.ProcessTable;
import io.quorate.server.process.QuietLooks;
import io.quorate.server.process.Toolbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All guards of one node. An agent that starts first asks to adopt what it has a valid lease for,
 * then sweeps (H4), and only then says that it is standby.
 */
public final class GuardStation implements AutoCloseable {
  private static final int NONCE_BYTES = 8;
  private static final long END_LIMIT_NANOS = 5_000_000_000L;

  /**
   * How often to look again while some process is replacing its program, and then go by the rest.
   */
  private static final int MARKER_LOOKS = 50;

  private static final long LOOK_MILLIS = 2;
  private static final String COMMAND = "command-";

  private final String node;
  private final GuardDirectories directories;
  private final ProcFs processes;
  private final Toolbox tools;
  private final @Nullable Path cgroupRoot;
  private final GuardProgram program;
  private final SecureRandom random = new SecureRandom();

  private GuardStation(
      String node,
      GuardDirectories directories,
      ProcFs processes,
      Toolbox tools,
      @Nullable Path cgroupRoot,
      GuardProgram program) {
    this.node = node;
    this.directories = directories;
    this.processes = processes;
    this.tools = tools;
    this.cgroupRoot = cgroupRoot;
    this.program = program;
  }

  /**
   * The guards of the node with this data directory, on this machine, with what the machine offers.
   *
   * @throws IOException when the machine lacks what no guard can do without: a process table, or a
   *     place for its files
   */
  public static GuardStation open(Path dataDirectory) throws IOException {
    return open(dataDirectory, Toolbox.detect(), CgroupRoot.detect().orElse(null));
  }

  /** The same with these tools, and with cgroups under this root or without any. */
  static GuardStation open(Path dataDirectory, Toolbox tools, @Nullable Path cgroupRoot)
      throws IOException {
    ProcFs processes = ProcFs.ofMachine();
    if (!processes.usable()) {
      throw new IOException("/proc cannot be read: a guard could not see what it must kill");
    }
    String node = GuardIdentity.nodeOf(dataDirectory);
    return new GuardStation(
        node,
        GuardDirectories.choose(dataDirectory, node),
        processes,
        tools,
        cgroupRoot,
        GuardProgram.ofThisProcess());
  }

  /** The same guards, started by another program. */
  GuardStation with(GuardProgram other) {
    return new GuardStation(node, directories, processes, tools, cgroupRoot, other);
  }

  /** What this machine lacks for the most complete kill, as sentences for an operator. */
  public List<String> notices() {
    List<String> notices = new ArrayList<>(tools.missing());
    if (cgroupRoot == null || !Files.isWritable(cgroupRoot.resolve("cgroup.procs"))) {
      notices.add("no cgroup version 2 may be written: kills go by session, descent and marker");
    }
    CarriedEnvironment.lostText().ifPresent(notices::add);
    return notices;
  }

  /** Where the directories of the guards are. */
  public Path root() {
    return directories.root();
  }

  /**
   * The mark of commands that the agent runs itself, so that a later run finds and ends what is
   * left of them.
   */
  public ProcessMarker commandMarker(String group, long epoch) {
    return new GuardIdentity(node, group, epoch, COMMAND + nonce()).marker();
  }

  /**
   * Starts a guard and waits, some 100 ms normally, until it guards. It starts no service yet.
   *
   * @throws IOException when it does not come up, or anything of an earlier guard of the group is
   *     still alive
   */
  public Guard launch(GuardSpec spec, LeaseDeadline deadline)
      throws IOException, InterruptedException {
    return launch(spec, deadline, GuardStart.patiently());
  }

  /**
   * The same, for a caller who says how long it may take, and whose lease may be extended
   * meanwhile.
   *
   * @throws GuardStartException when it does not come up within the limit, or anything of an
   *     earlier guard of the group is still alive
   */
  public Guard launch(GuardSpec spec, LeaseDeadline deadline, GuardStart start)
      throws GuardStartException, InterruptedException {
    GuardIdentity identity = new GuardIdentity(node, spec.group(), spec.epoch(), nonce());
    Path cgroup = cgroupRoot == null ? null : cgroupRoot.resolve(identity.cgroupName());
    Launch launch;
    Path directory;
    try {
      launch = new Launch(identity, cgroup, tools, spec, new Requirements(tools).accounts(spec));
      requireNothingServes(spec.group());
      directory = directories.create(identity);
    } catch (GuardStartException known) {
      throw known;
    } catch (IOException refused) {
      throw new GuardStartException(GuardStartFailure.of(refused));
    }
    try {
      Guard guard =
          new GuardLauncher(processes, tools, program).launch(directory, launch, deadline, start);
      directories.deleteOthers(directory);
      return guard;
    } catch (GuardStartException failed) {
      GuardDirectories.deleteQuietly(directory);
      throw failed;
    }
  }

  /**
   * Why a program could not be run here as it is declared: a user who is not there, process numbers
   * of its own that this machine cannot give. May ask a name service.
   *
   * @param what the program, in words
   * @return empty when it could
   */
  public Optional<GuardStartFailure> lack(String what, AccountName runAs, ProcessNumbers numbers)
      throws InterruptedException {
    return new Requirements(tools).lack(what, runAs, numbers);
  }

  /**
   * Whether a guard would come up here and could start something, without starting one: the place
   * for its files, its program in a JVM of its own, a command that this JVM starts as it would a
   * service. Some 100 ms of a processor.
   *
   * @param limit how long that may take at most
   * @return why not; empty when all is well
   */
  public Optional<GuardStartFailure> selfTest(Duration limit) throws InterruptedException {
    return new SelfTest(directories.root(), processes, tools, program)
        .run(commandMarker(SelfTest.GROUP, 1), limit);
  }

  /**
   * Finds the guard of an earlier agent run for this group and epoch that is alive and whose lease
   * was not revoked. Its services go on as if nothing had happened. The caller checks that the
   * lease is valid before, and extends it after.
   */
  public Optional<Guard> adopt(String group, long epoch) throws IOException {
    ProcessTable table = processes.read();
    for (Path directory : directories.of(group)) {
      Guard guard = openGuard(directory);
      if (guard != null && guard.identity().epoch() == epoch && guard.adoptable(table)) {
        guard.attach();
        return Optional.of(guard);
      }
    }
    return Optional.empty();
  }

  /**
   * Every guard of an earlier agent run that could be adopted, so that the agent can tell what this
   * node still serves.
   */
  public List<Guard> adoptable() throws IOException {
    ProcessTable table = processes.read();
    List<Guard> found = new ArrayList<>();
    for (Path directory : directories.all()) {
      Guard guard = openGuard(directory);
      if (guard != null && guard.adoptable(table)) {
        found.add(guard);
      }
    }
    return found;
  }

  /** The guards of which there is something here, those too that have ended: for a diagnosis. */
  public List<Guard> known() throws IOException {
    List<Guard> known = new ArrayList<>();
    for (Path directory : directories.all()) {
      Guard guard = openGuard(directory);
      if (guard != null) {
        known.add(guard);
      }
    }
    return known;
  }

  /**
   * Kills every guard, service and command of this node's earlier runs but these, verifies that,
   * and removes what they left in cgroups and directories (H4). Other nodes on this machine are not
   * touched. Call it before the agent runs commands of its own: these too are taken for an earlier
   * run's.
   *
   * @param limit how long at most for each of them
   */
  public SweepReport sweep(Collection<Guard> keep, Duration limit)
      throws IOException, InterruptedException {
    Set<String> kept = new TreeSet<>();
    Set<Path> keptDirectories = new TreeSet<>();
    for (Guard guard : keep) {
      kept.add(guard.identity().marker().path());
      keptDirectories.add(guard.directory());
    }
    List<String> killed = new ArrayList<>();
    List<String> notKilled = new ArrayList<>();
    for (String run : alive(ProcessMarker.of(node))) {
      if (!kept.contains(run)) {
        boolean clean =
            new GuardKill(processes, new ProcessMarker(run), cgroupOf(run)).run(Set.of(), limit);
        (clean ? killed : notKilled).add(run);
      }
    }
    sweepCgroups(kept, notKilled);
    for (Path directory : directories.all()) {
      if (!keptDirectories.contains(directory)) {
        GuardDirectories.delete(directory);
      }
    }
    return new SweepReport(killed, notKilled);
  }

  /**
   * For a node that does not come back: {@link #sweep}, of everything, after which the place for
   * its guards goes as well.
   *
   * @param limit how long at most for each run of a guard
   */
  public SweepReport abandon(Duration limit) throws IOException, InterruptedException {
    SweepReport report = sweep(List.of(), limit);
    directories.deleteRoot();
    return report;
  }

  /**
   * The node stops. The place for its guards goes, unless guards are left in it, which live on or
   * were not swept.
   */
  @Override
  public void close() throws IOException {
    directories.deleteRoot();
  }

  /**
   * The runs in this scope of which something is alive, by one look, without what can neither serve
   * nor start anything: the agent's own commands, and a leash that is still looking whether its
   * dead guard has left anything.
   */
  private Set<String> serving(ProcessMarker scope) throws IOException, InterruptedException {
    ProcessTable table = processes.read();
    for (int look = 1; !table.showsMarkers() && look < MARKER_LOOKS; look++) {
      Thread.sleep(LOOK_MILLIS);
      table = processes.read();
    }
    return runs(
        table,
        scope,
        marker -> !marker.contains("/" + COMMAND) && !marker.endsWith(GuardKill.LEASH));
  }

  /** An earlier guard that has just said CLEAN needs a moment to end, a starved one longer. */
  private void requireNothingServes(String group) throws IOException, InterruptedException {
    long end = System.nanoTime() + END_LIMIT_NANOS;
    Set<String> alive = serving(ProcessMarker.of(node, group));
    while (!alive.isEmpty()) {
      if (System.nanoTime() - end >= 0) {
        throw new GuardStartException(
            new GuardStartFailure(
                GuardStartCause.REMAINS, "still alive of " + group + ": " + alive));
      }
      Thread.sleep(5);
      alive = serving(ProcessMarker.of(node, group));
    }
  }

  /** All runs in this scope of which something is alive, by as many looks as prove that. */
  private Set<String> alive(ProcessMarker scope) throws IOException, InterruptedException {
    Set<String> alive = new TreeSet<>();
    QuietLooks looks = new QuietLooks();
    while (true) {
      ProcessTable table = processes.read();
      if (alive.addAll(runs(table, scope, marker -> true))) {
        looks.somebody(table);
      } else {
        looks.nobody(table);
      }
      if (looks.proven()) {
        return alive;
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  /** The marks, of four parts, of the runs in this scope of which something is alive. */
  private static Set<String> runs(
      ProcessTable table, ProcessMarker scope, Predicate<String> counts) {
    Set<String> runs = new TreeSet<>();
    for (ProcessEntry entry : table.entries()) {
      String marker = entry.marker();
      boolean ours = scope.covers(marker) || scope.guards().covers(marker);
      if (ours && entry.state() == ProcessState.ALIVE && counts.test(marker)) {
        String[] parts = marker.substring(marker.startsWith("!") ? 1 : 0).split("/", 5);
        if (parts.length == 5) {
          runs.add(String.join("/", List.of(parts).subList(0, 4)) + "/");
        }
      }
    }
    return runs;
  }

  private void sweepCgroups(Set<String> kept, List<String> notKilled) throws InterruptedException {
    if (cgroupRoot == null) {
      return;
    }
    Set<Path> keptCgroups = new TreeSet<>();
    for (String run : kept) {
      keptCgroups.add(cgroupRoot.resolve(cgroupName(run)));
    }
    for (Cgroup cgroup : CgroupRoot.children(cgroupRoot, GuardIdentity.cgroupPrefix(node))) {
      if (!keptCgroups.contains(cgroup.directory()) && !empty(cgroup)) {
        notKilled.add(cgroup.directory().toString());
      }
    }
  }

  private static boolean empty(Cgroup cgroup) throws InterruptedException {
    for (int attempt = 0; attempt < 100; attempt++) {
      cgroup.kill();
      if (cgroup.remove()) {
        return true;
      }
      Thread.sleep(10);
    }
    return false;
  }

  private @Nullable Path cgroupOf(String run) {
    return cgroupRoot == null ? null : cgroupRoot.resolve(cgroupName(run));
  }

  private static String cgroupName(String run) {
    return "quorate-" + run.substring(0, run.length() - 1).replace('/', '-');
  }

  /** A directory that is not whole belongs to a guard that never came up. */
  private @Nullable Guard openGuard(Path directory) {
    try {
      Launch launch = LaunchFile.read(directory);
      GuardPage page = GuardPage.open(directory.resolve(GuardProcess.PAGE), launch.identity());
      return new Guard(directory, launch, page, processes);
    } catch (IOException notWhole) {
      return null;
    }
  }

  private String nonce() {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
