package io.quorate.core.sim;

import io.quorate.core.ClockReading;
import io.quorate.core.ClusterTime;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Term;
import io.quorate.core.membership.PeerGeneration;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.EntryContext;
import io.quorate.core.registry.Registry;
import io.quorate.core.registry.Request;
import io.quorate.core.session.Heartbeat;
import io.quorate.core.session.HeartbeatAnswer;
import io.quorate.core.store.InMemoryStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One node: the machine with its guards and what they guard, and the process with the replica, the
 * agent and the leader loop, which may be paused, killed and started again on its own.
 */
final class Machine {
  private final World world;
  private final NodeId id;
  private final NodeKind kind;
  private final NodeClock clock;
  private RaftDisk disk;
  private final SortedMap<GroupId, Site> sites = new TreeMap<>();
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private @Nullable Run process;
  private Pace pace = Pace.RUNNING;
  private long pausedUntil;
  private long diskHangsUntil;
  private long stuckSince;
  private long stuckUntil;
  private long suspendedSince;
  private @Nullable Object heldOff;
  private boolean lost;

  /** Whether the process gets to run. */
  enum Pace {
    RUNNING,
    /** The process is stopped; the guards are not. */
    PAUSED,
    /** Nothing on the machine runs. */
    SUSPENDED
  }

  /** Everything that a process forgets when it dies. */
  private static final class Run {
    final long incarnation;
    InMemoryStore store;
    final RaftPeer raft;
    final @Nullable AgentShell agent;
    @Nullable LeaderShell loop;

    Run(World world, Machine machine, RaftDisk disk) {
      disk.incarnation++;
      this.incarnation = disk.incarnation;
      this.store = disk.snapshot().store().copy();
      this.raft = new RaftPeer(world, machine, disk);
      this.agent =
          machine.kind == NodeKind.DATA ? new AgentShell(world, machine, disk.incarnation) : null;
    }
  }

  Machine(World world, NodeId id, NodeKind kind, NodeClock clock) {
    this.world = world;
    this.id = id;
    this.kind = kind;
    this.clock = clock;
    this.disk = RaftDisk.founding(world.founders());
  }

  /** The peer of the log that it is, by its disk. */
  Voter voter() {
    return new Voter(id, PeerGeneration.ofIncarnation(disk.incarnation));
  }

  NodeId id() {
    return id;
  }

  NodeKind kind() {
    return kind;
  }

  @Override
  public String toString() {
    return id.value();
  }

  ClockReading clock() {
    return world.rules.reading(clock.read(world.queue.now()));
  }

  /** With what a leader stamps an entry. */
  ClusterTime stamp() {
    LeaderShell leading = loop();
    return leading == null ? new ClusterTime(clock().wallMillis()) : leading.time(clock());
  }

  NodeClock clocks() {
    return clock;
  }

  RaftPeer raft() {
    return alive().raft;
  }

  InMemoryStore store() {
    return alive().store;
  }

  boolean up() {
    return process != null;
  }

  boolean suspended() {
    return pace == Pace.SUSPENDED;
  }

  SortedMap<GroupId, Site> sites() {
    return sites;
  }

  Site site(GroupId group) {
    return sites.computeIfAbsent(group, name -> new Site(world, this, name));
  }

  @Nullable AgentShell agent() {
    return process == null ? null : process.agent;
  }

  /** The leader loop, when this node believes that it leads and may act. */
  @Nullable LeaderShell loop() {
    return process == null ? null : process.loop;
  }

  /** Starts the process, unless somebody keeps the machine off. */
  void start() {
    if (process != null || heldOff != null || lost) {
      return;
    }
    pace = Pace.RUNNING;
    Run begun = new Run(world, this, disk);
    process = begun;
    world.note(this, () -> "starts, incarnation " + begun.incarnation);
    begun.raft.start();
    if (begun.agent != null) {
      begun.agent.start();
    }
  }

  /** kill -9 of the process: what is guarded lives on until its guard ends it. */
  void killProcess() {
    if (process != null && pace != Pace.SUSPENDED) {
      world.note(this, () -> "process killed");
      process = null;
      waiting.clear();
      pace = Pace.RUNNING;
    }
  }

  /** The power is cut. */
  void crash() {
    world.note(this, () -> "power cut");
    process = null;
    waiting.clear();
    pace = Pace.RUNNING;
    sites.values().forEach(Site::powerCut);
  }

  /** Cuts the power and keeps it cut until {@link #letOn}. */
  void holdOff(Object by) {
    heldOff = by;
    crash();
  }

  void letOn(Object by) {
    if (by.equals(heldOff)) {
      heldOff = null;
      start();
    }
  }

  /** The disk is replaced by an empty one. */
  void forgetEverything() {
    disk.replaceByEmpty(world.founders());
  }

  /** Its disk is lost for good, and whoever keeps the machine off sees to it. */
  void loseDisk() {
    lost = true;
  }

  /** Whether it waits for the place of its node. */
  boolean lost() {
    return lost;
  }

  /** It has the place of its node, with an empty disk under another generation. */
  void join(PeerGeneration generation) {
    disk = RaftDisk.joining(generation);
    lost = false;
    start();
  }

  void pause(Pace how, long nanos) {
    if (process == null || pace != Pace.RUNNING) {
      return;
    }
    pace = how;
    world.changed();
    pausedUntil = world.queue.now() + nanos;
    suspendedSince = world.queue.now();
    world.note(this, () -> how + " for " + nanos / 1_000_000 + " ms");
    world.queue.after(nanos, this::resume);
  }

  /** Ends a pause; those that still wait for their end then find nothing to do. */
  void resumeNow() {
    pausedUntil = world.queue.now();
    resume();
  }

  private void resume() {
    if (pace == Pace.RUNNING || world.queue.now() < pausedUntil) {
      return;
    }
    if (pace == Pace.SUSPENDED) {
      clock.wasSuspended(world.queue.now() - suspendedSince);
    }
    pace = Pace.RUNNING;
    world.changed();
    world.note(this, () -> "runs again");
    // What is guarded does not run while the machine sleeps. When it wakes, the guard is taken to
    // act before anything that it guards: docs/safety.md says how long that is in reality.
    guardsLook();
    while (pace == Pace.RUNNING && !waiting.isEmpty()) {
      waiting.removeFirst().run();
    }
  }

  void wallJumps(long millis) {
    clock.wallJumps(millis);
    guardsLook();
  }

  private void guardsLook() {
    sites.values().forEach(Site::guardLooks);
  }

  /** A message arrives. */
  void receive(Consumer<Machine> delivery) {
    if (process == null) {
      return;
    }
    if (pace != Pace.RUNNING) {
      waiting.addLast(() -> delivery.accept(this));
      return;
    }
    delivery.accept(this);
  }

  void heartbeat(Heartbeat beat) {
    unlessStuck(
        () -> {
          LeaderShell leading = loop();
          if (leading != null) {
            leading.heartbeat(beat);
          }
        });
  }

  void answered(HeartbeatAnswer answer) {
    AgentShell agent = agent();
    if (agent != null) {
      agent.answered(answer);
    }
  }

  /** The leader says that a heartbeat now would bring news. */
  void nudged() {
    AgentShell agent = agent();
    if (agent != null) {
      agent.send();
    }
  }

  void agentSteps(GroupId group) {
    AgentShell agent = agent();
    if (agent != null) {
      agent.steps(group);
    }
  }

  /** Does something later, if the process still lives then. */
  void after(long nanos, Runnable action) {
    Run planner = alive();
    world.queue.after(nanos, () -> ifStill(planner, action));
  }

  private void ifStill(Run planner, Runnable action) {
    if (!planner.equals(process)) {
      return;
    }
    if (pace != Pace.RUNNING) {
      waiting.addLast(() -> ifStill(planner, action));
      return;
    }
    action.run();
  }

  void elected() {
    if (!world.rules.waitsForOwnEntry()) {
      beginLoop();
    }
  }

  void deposed() {
    world.note(this, () -> "no longer leads");
    alive().loop = null;
  }

  void apply(long index, LogEntry entry) {
    Run here = alive();
    EntryContext context = new EntryContext(new Term(entry.term()), index, entry.stamp());
    world.truth.reached(index, entry);
    List<Decision> decisions =
        Registry.apply(
            context, world.rules.asApplied(entry.requests(), context, here.store), here.store);
    LeaderShell leading = here.loop;
    if (leading == null && here.raft.ready()) {
      beginLoop();
    } else if (leading != null) {
      unlessStuck(
          () -> {
            if (leading.equals(loop())) {
              leading.applied(index, entry, decisions);
            }
          });
    }
  }

  /** The state is replaced by that of a snapshot. */
  void restored(RaftSnapshot snapshot) {
    alive().store = snapshot.store().copy();
  }

  private void beginLoop() {
    Run here = alive();
    here.loop = new LeaderShell(world, this, here.raft.term());
    here.loop.start();
  }

  /**
   * Requests that come to this node as to a leader, perhaps again and late.
   *
   * @return as {@link RaftPeer#propose}
   */
  long propose(List<Request> requests) {
    long index = alive().raft.propose(requests);
    if (index > 0) {
      world.note(this, () -> "appends " + requests);
    }
    return index;
  }

  /** For so long the disk takes nothing and gives nothing. */
  void diskHangs(long nanos) {
    diskHangsUntil = Math.max(diskHangsUntil, world.queue.now() + nanos);
    world.note(this, () -> "disk hangs for " + nanos / 1_000_000 + " ms");
  }

  boolean diskHangs() {
    return world.queue.now() < diskHangsUntil;
  }

  /** Does something once the disk works, if the process still lives then. */
  void whenDiskWorks(Runnable action) {
    after(Math.max(1, diskHangsUntil - world.queue.now()), action);
  }

  /** For so long the thread that leads does nothing; everything else goes on. */
  void loopSticks(long nanos) {
    stuckSince = loopStuck() ? stuckSince : world.queue.now();
    stuckUntil = Math.max(stuckUntil, world.queue.now() + nanos);
    world.note(this, () -> "leader loop is stuck for " + nanos / 1_000_000 + " ms");
  }

  private boolean loopStuck() {
    return world.queue.now() < stuckUntil;
  }

  /** For how long the thread that leads has made no progress. */
  long loopStuckFor() {
    return loopStuck() ? world.queue.now() - stuckSince : 0;
  }

  /** Disks and threads work again. */
  void works() {
    diskHangsUntil = world.queue.now();
    stuckUntil = world.queue.now();
  }

  /** Does something on the thread that leads. */
  void unlessStuck(Runnable action) {
    if (loopStuck()) {
      after(stuckUntil - world.queue.now(), action);
    } else {
      action.run();
    }
  }

  /** Whether the process is there and not held up. */
  boolean running() {
    return process != null && pace == Pace.RUNNING;
  }

  private Run alive() {
    if (process == null) {
      throw new IllegalStateException(id + " is down");
    }
    return process;
  }
}
