package io.quorate.server.agent;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Read;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.lease.LeaseHolder;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.serving.Stage;
import io.quorate.server.guard.Guard;
import io.quorate.server.guard.Presence;
import io.quorate.server.guard.SweepReport;
import io.quorate.server.wire.DirectiveMessages;
import io.quorate.server.wire.NodeDirective;
import io.quorate.v1.Directive;
import io.quorate.v1.HeartbeatRequest;
import io.quorate.v1.HeartbeatResponse;
import io.quorate.v1.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's own side: reports to the leader, holds its leases, and brings each group to where the
 * directive wants it. One thread; a lost or repeated message changes nothing, since every heartbeat
 * carries the whole picture.
 */
public final class Agent implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
  private static final Duration TICK = Duration.ofMillis(20);

  /** A group of which nothing is here or wanted is looked at less often. */
  private static final Duration LOOK_AT_ALL = Duration.ofMillis(200);

  private static final Duration SWEEP_LIMIT = Duration.ofSeconds(10);

  /** Longer than any lease of the profiles, and an election before it. */
  private static final Duration REPLAY_LIMIT = Duration.ofSeconds(15);

  private static final int CLOSE_SECONDS = 5;
  private static final io.quorate.core.serving.Directive GONE =
      new io.quorate.core.serving.Directive(
          io.quorate.core.serving.Directive.Step.STAND_BY, new Epoch(Long.MAX_VALUE));

  private final AgentParts parts;
  private final Heartbeats heartbeats;
  private final RoleFiles roleFiles;
  private final NodeNotices notices;
  private final ScheduledThreadPoolExecutor loop;
  private final LeaseHolder leases = new LeaseHolder();
  private final Map<GroupId, MemberAgent> groups = new TreeMap<>();
  private final Map<GroupId, Directive> directives = new TreeMap<>();
  private final Map<String, Epoch> leftOver = new TreeMap<>();
  private final UnreadDeclarations unread = new UnreadDeclarations();
  private final Map<GroupId, RoleFile> written = new ConcurrentSkipListMap<>();
  private final AtomicBoolean nudged = new AtomicBoolean();
  private @Nullable ClockReading sentAt;
  private @Nullable ClockReading lookedAtAll;
  private boolean leaving;
  private volatile boolean started;

  /**
   * Prepares; nothing happens before {@link #start}.
   *
   * @throws IOException when the places for its files cannot be made
   */
  public Agent(AgentParts parts) throws IOException {
    this.parts = parts;
    Path data = parts.settings().dataDirectory();
    Files.createDirectories(GuardSpecs.logDirectory(data));
    this.roleFiles = new RoleFiles(data);
    this.notices = new NodeNotices(parts);
    this.heartbeats = new Heartbeats(parts);
    this.loop =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "agent");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Finds what an earlier run left, adopts or kills it (H4), and begins to report.
   *
   * @throws IOException when something that was left cannot be killed: this node must not say that
   *     it is standby
   */
  public void start() throws IOException, InterruptedException {
    AgentParts.Local local = parts.local();
    if (local != null) {
      takeUp(local);
    }
    started = true;
    ScheduledFuture<?> unused =
        loop.scheduleWithFixedDelay(guarded(this::tick), 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void takeUp(AgentParts.Local local) throws IOException, InterruptedException {
    List<Guard> found = local.guards().adoptable();
    Set<String> adopted = new HashSet<>();
    Map<String, GroupRecord> known = knownWhen(found);
    List<Guard> kept =
        found.stream().filter(guard -> known.containsKey(guard.identity().group())).toList();
    SweepReport swept = local.guards().sweep(kept, SWEEP_LIMIT);
    swept.killed().forEach(run -> LOG.info("killed what an earlier run left: {}", run));
    if (!swept.clean()) {
      throw new IOException(
          "left by an earlier run and cannot be killed: "
              + swept.notKilled()
              + "; end these processes, or restart the machine");
    }
    for (Guard guard : kept) {
      GroupRecord record = known.get(guard.identity().group());
      if (record != null && adopted.add(guard.identity().group())) {
        member(local, record.spec(), record.revision().value()).adopt(guard);
        LOG.info(
            "adopted the guard of {} epoch {}", record.spec().name(), guard.identity().epoch());
      }
    }
    for (RoleFile left : RoleFiles.read(parts.settings().dataDirectory())) {
      if (left.epoch() > 0 && !adopted.contains(left.group())) {
        leftOver.put(left.group(), new Epoch(left.epoch()));
      }
    }
  }

  /**
   * What the registry says of the groups whose guards live. After a kill the store holds what was
   * flushed last; the rest is replayed when a leader tells how far the log is committed. Waits for
   * that as long as such a guard lives, which is no longer than its lease.
   */
  private Map<String, GroupRecord> knownWhen(List<Guard> found) throws InterruptedException {
    long end = System.nanoTime() + REPLAY_LIMIT.toNanos();
    while (true) {
      Map<String, GroupRecord> known = known();
      boolean all =
          found.stream()
              .allMatch(
                  guard ->
                      known.containsKey(guard.identity().group())
                          || guard.snapshot().presence() == Presence.GONE);
      if (all || System.nanoTime() - end > 0) {
        return known;
      }
      TimeUnit.MILLISECONDS.sleep(TICK.toMillis());
    }
  }

  private Map<String, GroupRecord> known() {
    Map<String, GroupRecord> known = new TreeMap<>();
    parts.registry().groups().forEach(group -> known.put(group.spec().name().value(), group));
    return known;
  }

  private MemberAgent member(AgentParts.Local local, GroupSpec spec, long revision) {
    return groups.computeIfAbsent(spec.name(), name -> created(local, spec, revision));
  }

  /** What hooks of an earlier run did is undone before anything is said of the group (H4). */
  private MemberAgent created(AgentParts.Local local, GroupSpec spec, long revision) {
    MemberAgent member = new MemberAgent(parts, local, leases, spec, revision);
    Epoch left = leftOver.remove(spec.name().value());
    if (left != null) {
      member.cleanUp(left);
    }
    return member;
  }

  /** Whether what an earlier run left has been adopted or killed, and this node reports. */
  public boolean started() {
    return started;
  }

  /** A heartbeat now would bring news. Nothing is said before what was left is taken up (H4). */
  public void nudge() {
    if (started && nudged.compareAndSet(false, true)) {
      execute(
          () -> {
            if (nudged.getAndSet(false)) {
              beat(parts.clocks().get());
            }
          });
    }
  }

  /** How long ago a leader answered. */
  public Duration silence() {
    return heartbeats.silence();
  }

  /** How many heartbeats were sent. */
  public HeartbeatCount heartbeatCount() {
    return heartbeats.count();
  }

  /** Says in every heartbeat from now on that this node is stopping. */
  public void leave() {
    execute(
        () -> {
          leaving = true;
          beat(parts.clocks().get());
        });
  }

  /** What this node still serves, for its way out. */
  public CompletableFuture<List<ServedGroup>> served() {
    CompletableFuture<List<ServedGroup>> answer = new CompletableFuture<>();
    execute(
        () ->
            answer.complete(
                groups.values().stream()
                    .filter(member -> member.state().stage() != Stage.IDLE)
                    .map(this::servedGroup)
                    .toList()));
    return answer;
  }

  private ServedGroup servedGroup(MemberAgent member) {
    Directive directive = directives.get(member.name());
    boolean paused = directive != null && directive.getPaused();
    boolean moving =
        directive != null
            && (directive.getStep() == Directive.Step.DEMOTE
                || directive.getStep() == Directive.Step.QUIESCE
                || directive.getStep() == Directive.Step.STAND_BY);
    ServedGroup.Way way =
        paused ? ServedGroup.Way.STAYS : moving ? ServedGroup.Way.MOVES : ServedGroup.Way.UNDECIDED;
    return new ServedGroup(member.name(), way);
  }

  /** Stops what is still served and would not be handed over; the lease ends by itself. */
  public void stopServing() {
    execute(
        () ->
            groups
                .values()
                .forEach(
                    member -> {
                      Directive known = directives.get(member.name());
                      if (known == null || !known.getPaused()) {
                        heartbeats.stopHeeding(member.name());
                        member.direct(GONE, "the node is stopping");
                      }
                    }));
  }

  private void tick() {
    ClockReading now = parts.clocks().get();
    boolean news = false;
    boolean all = lookedAtAll == null || now.leastSince(lookedAtAll).compareTo(LOOK_AT_ALL) >= 0;
    if (all) {
      lookedAtAll = now;
    }
    for (MemberAgent member : List.copyOf(groups.values())) {
      if (member.quiet() && !all) {
        continue;
      }
      news |= member.advance(now);
      show(member);
      if (member.quiet() && !directives.containsKey(member.name())) {
        forget(member);
      }
    }
    ClockReading last = sentAt;
    if (news || last == null || now.mostSince(last).compareTo(heartbeats.period()) >= 0) {
      beat(now);
    }
  }

  private void forget(MemberAgent member) {
    member.close();
    groups.remove(member.name());
    written.remove(member.name());
    roleFiles.remove(member.name().value());
  }

  private void beat(ClockReading now) {
    HeartbeatRequest.Builder heartbeat =
        HeartbeatRequest.newBuilder().setLeaving(leaving).addAllWarnings(warnings());
    Duration limit = heartbeats.period().multipliedBy(4);
    for (MemberAgent member : groups.values()) {
      heartbeat.addGroups(member.report());
      Duration left = member.leaseLeft(now);
      if (left != null && !left.isZero() && left.compareTo(limit) < 0) {
        limit = left;
      }
    }
    sentAt = now;
    heartbeats.send(heartbeat, limit, this::answered);
  }

  private List<Notice> warnings() {
    List<Notice> warnings = notices.present();
    groups.values().stream()
        .filter(MemberAgent::guardMissing)
        .forEach(
            member ->
                warnings.add(
                    Notice.newBuilder()
                        .setReason("GUARD_MISSING")
                        .setMessage(member.name() + " is served without its guard for a moment")
                        .build()));
    warnings.addAll(unread.notices());
    return warnings;
  }

  private void answered(ClockReading sent, HeartbeatResponse response) {
    execute(() -> take(sent, response));
  }

  private void take(ClockReading sent, HeartbeatResponse response) {
    Set<GroupId> named = new HashSet<>();
    for (Directive directive : response.getDirectivesList()) {
      GroupId.read(directive.getGroup()).ifPresent(named::add);
      Read<NodeDirective> read = DirectiveMessages.read(directive);
      NodeDirective wanted = read.value();
      if (wanted == null) {
        LOG.error("a directive for {} is not followed: {}", directive.getGroup(), read.refusals());
      } else {
        take(directive, wanted, sent);
      }
    }
    for (MemberAgent member : groups.values()) {
      if (!named.contains(member.name())) {
        directives.remove(member.name());
        member.direct(GONE, "this node is no member any more");
      }
    }
    unread.keep(named);
    DirectiveMessages.heartbeatPeriod(response).ifPresent(heartbeats::period);
    tickNow();
  }

  private void take(Directive directive, NodeDirective wanted, ClockReading sent) {
    GroupId name = wanted.group();
    AgentParts.Local local = parts.local();
    if (local == null || heartbeats.heedsNoMore(name)) {
      return;
    }
    MemberAgent member = groups.get(name);
    Read<GroupSpec> declaration = wanted.declaration();
    if (declaration != null) {
      unread.note(name, declaration);
      GroupSpec spec = declaration.value();
      if (spec != null) {
        member = member(local, spec, wanted.revision().value());
        member.declare(spec, wanted.revision().value());
      }
    }
    if (member == null) {
      return;
    }
    directives.put(name, directive);
    Duration lease = wanted.lease();
    if (lease != null) {
      leases.acknowledged(name, wanted.order().epoch(), sent, lease);
      member.extend();
    }
    member.direct(wanted.order(), wanted.cause());
  }

  private void tickNow() {
    ClockReading now = parts.clocks().get();
    boolean news = false;
    for (MemberAgent member : groups.values()) {
      if (!member.quiet()) {
        news |= member.advance(now);
      }
      show(member);
    }
    if (news) {
      beat(now);
    }
  }

  private void show(MemberAgent member) {
    Directive directive = directives.get(member.name());
    RoleFile known = written.get(member.name());
    boolean same =
        known != null
            && known.role().equals(member.role())
            && known.epoch() == member.state().epoch().value();
    RoleFile file =
        new RoleFile(
            member.name().value(),
            parts.identity().self().value(),
            member.role(),
            member.state().epoch().value(),
            same && known != null
                ? known.since()
                : Instant.ofEpochMilli(parts.clocks().get().wallMillis()),
            member.leaseEndBootNanos(),
            directive == null ? "" : directive.getHolder(),
            directive == null ? List.of() : directive.getHolderEndpointsList());
    if (known == null || file.isNews(known, member.spec().timing().lease())) {
      written.put(member.name(), file);
      roleFiles.write(file);
    }
  }

  /** This node's roles, as its role files say; from memory, for any thread. */
  public Map<GroupId, RoleFile> roles() {
    return Collections.unmodifiableMap(written);
  }

  /** Who this agent is. */
  public NodeId self() {
    return parts.identity().self();
  }

  private void execute(Runnable task) {
    try {
      loop.execute(guarded(task));
    } catch (RejectedExecutionException closed) {
      LOG.debug("dropped at the end: {}", closed.getMessage());
    }
  }

  private Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error bug) {
        parts.bug().accept(bug);
      }
    };
  }

  @Override
  public void close() {
    loop.shutdownNow();
    try {
      if (!loop.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("the agent did not end within {} s", CLOSE_SECONDS);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
    groups.values().forEach(MemberAgent::close);
    roleFiles.close();
  }
}
