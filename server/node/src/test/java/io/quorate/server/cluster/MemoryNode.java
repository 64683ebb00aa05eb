package io.quorate.server.cluster;

import io.quorate.core.ClockReading;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Term;
import io.quorate.core.formation.ClusterShape;
import io.quorate.core.registry.Event;
import io.quorate.replica.ReplicaListener;
import io.quorate.replica.peer.Membership;
import io.quorate.replica.store.EntryPosition;
import io.quorate.server.Nudges;
import io.quorate.server.agent.Agent;
import io.quorate.server.agent.GroupReports;
import io.quorate.server.agent.Heartbeats;
import io.quorate.server.agent.LeaderLink;
import io.quorate.server.agent.LocalWork;
import io.quorate.server.agent.NodeNotices;
import io.quorate.server.agent.Roles;
import io.quorate.server.api.ApiParts;
import io.quorate.server.api.ApiServer;
import io.quorate.server.api.ClusterIdentity;
import io.quorate.server.backup.BackupDesk;
import io.quorate.server.delivery.Deliveries;
import io.quorate.server.diagnosis.Report;
import io.quorate.server.diagnosis.Section;
import io.quorate.server.facts.LocalFacts;
import io.quorate.server.formation.FormationDesk;
import io.quorate.server.guard.GuardStation;
import io.quorate.server.leader.LeaderLoop;
import io.quorate.server.leader.LeaderParts;
import io.quorate.server.leader.Stamps;
import io.quorate.server.process.BoundedCommand;
import io.quorate.server.process.CommandRunner;
import io.quorate.server.process.ProcFs;
import io.quorate.server.process.Toolbox;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.secret.KeyPair;
import io.quorate.server.secret.KeyRing;
import io.quorate.server.session.HostPort;
import io.quorate.server.session.Peers;
import io.quorate.server.session.TermAttestation;
import io.quorate.server.session.TermQuestions;
import io.quorate.server.transport.Transport;
import io.quorate.server.trial.LocalTrials;
import io.quorate.server.trial.Trials;
import io.quorate.server.watch.LoopProgress;
import io.quorate.server.watch.LoopWatch;
import io.quorate.server.watch.TurnLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A node as it ships, but for its log, its network and its machine. */
final class MemoryNode implements AutoCloseable {
  /** Far more than what waits to be sent at a time. */
  static final int BACKUP_BYTES = 4 << 20;

  static final Duration ELECTION = Duration.ofSeconds(1);

  private final Deque<Runnable> closing = new ArrayDeque<>();
  private final @Nullable KeyRing keys;
  private final MemoryMember member;
  private final LeaderLoop leader;
  private final Agent agent;
  private final ApiServer api;
  private final LoopWatch loops;
  private final Deliveries deliveries;
  private final LocalFacts facts;
  private final ReadyWork work;
  private final Supplier<ClockReading> clocks;
  private volatile Trials trials;
  private volatile @Nullable ClockReading standing;

  /**
   * What all nodes share.
   *
   * @param clocks what every machine's clocks show
   * @param bug takes a broken invariant
   */
  record Surroundings(
      MemoryLog log,
      CuttableNetwork network,
      Path directory,
      Supplier<ClockReading> clocks,
      Consumer<Throwable> bug) {}

  MemoryNode(Membership membership, ClusterIdentity identity, Surroundings around)
      throws IOException {
    NodeId self = identity.self();
    this.clocks = around.clocks();
    this.keys = keys(identity);
    Transport transport = around.network().of(self);
    Peers peers = opened(new Peers(others(identity), transport), Peers::close);
    Stamps stamps = new Stamps(around.clocks());
    this.member = opened(new MemoryMember(self, around.log(), stamps), MemoryMember::close);
    ReplicatedRegistry registry =
        new ReplicatedRegistry(member, member.images(), membership, took -> {});
    TermQuestions questions = new TermQuestions(identity.cluster(), peers, ELECTION);
    LoopProgress leading = new LoopProgress("leader-loop");
    LoopProgress reporting = new LoopProgress("agent");
    this.leader =
        opened(
            new LeaderLoop(
                new LeaderParts(
                    MemoryCluster.setting(self, ELECTION),
                    registry,
                    questions,
                    around.clocks(),
                    stamps,
                    new Nudges(identity, peers, this::nudge),
                    new TurnLoop(leading, around.bug()))),
            LeaderLoop::close);
    this.deliveries = opened(deliveries(self, registry, around), Deliveries::close);
    this.facts = opened(facts(self, registry, around), LocalFacts::close);
    this.work =
        new ReadyWork(new GroupReports(deliveries::reports, facts::reports, deliveries::told));
    this.trials = trials(self, registry, around);
    LeaderLink link = new LeaderLink(self, leader, peers, around.clocks());
    this.agent =
        opened(
            agent(
                new Heartbeats(
                    new Heartbeats.Introduction(identity.cluster(), "1", self + ":1"),
                    registry,
                    link,
                    around.clocks()),
                self,
                around,
                reporting),
            Agent::close);
    this.loops = opened(watched(leading, reporting, registry), LoopWatch::close);
    this.api =
        opened(
            new ApiServer(
                CuttableNetwork.address(self),
                new ApiParts(
                    transport,
                    List.of(),
                    identity,
                    registry,
                    leader,
                    new TermAttestation(questions, registry, around.clocks()),
                    peers,
                    (request, applied) -> trials.run(request, applied),
                    agent::silence,
                    1_000,
                    around.clocks(),
                    keys,
                    new BackupDesk(around.directory().resolve("backup"), MemoryNode::copied),
                    formed(identity, around.directory()),
                    report(self)),
                agent::nudge),
            ApiServer::close);
    member.listen(new Told());
  }

  private static Map<NodeId, HostPort> others(ClusterIdentity identity) {
    Map<NodeId, HostPort> others = new TreeMap<>(identity.apiAddresses());
    others.remove(identity.self());
    return others;
  }

  /** What a test can tell from that of another node. */
  private Report report(NodeId self) {
    List<Section> sections =
        List.of(
            Section.ofNow("node", () -> "node: " + self + "\n"),
            Section.ofNow("disk", MemoryNode::broken));
    return opened(new Report(sections, Duration.ofSeconds(5)), Report::close);
  }

  private static String broken() throws IOException {
    throw new IOException("the disk is gone");
  }

  /** There are no files of a state in memory. */
  private static long copied(Path folder) throws IOException {
    Files.createDirectories(folder);
    byte[] incompressible = new byte[BACKUP_BYTES];
    new Random(1).nextBytes(incompressible);
    Files.write(folder.resolve("000001.sst"), incompressible);
    return 0;
  }

  private static FormationDesk formed(ClusterIdentity identity, Path directory) throws IOException {
    return FormationDesk.ofMember(
        identity.self(), new ClusterShape(identity.cluster(), "lan", new TreeMap<>()), directory);
  }

  private static LoopWatch watched(
      LoopProgress leading, LoopProgress reporting, ReplicatedRegistry registry) {
    return new LoopWatch(
        List.of(leading, reporting), leading, ELECTION, lasting -> registry.giveUpLeadership());
  }

  private Deliveries deliveries(NodeId self, ReplicatedRegistry registry, Surroundings around)
      throws IOException {
    BoundedCommand commands = new BoundedCommand(ProcFs.ofMachine(), Toolbox.detect());
    CommandRunner runner =
        opened(new CommandRunner(commands, "hook-" + self, 2, 8), CommandRunner::close);
    return Deliveries.of(
        new Deliveries.Surroundings(self, registry, this::ofDeliveries, changed -> {}, keys),
        around.directory(),
        runner,
        opened(GuardStation.open(around.directory()), MemoryNode::leave));
  }

  private LocalFacts facts(NodeId self, ReplicatedRegistry registry, Surroundings around)
      throws IOException {
    return new LocalFacts(
        new LocalFacts.Surroundings(
            self,
            registry,
            around.clocks(),
            changed -> {},
            new BoundedCommand(ProcFs.ofMachine(), Toolbox.detect()),
            opened(GuardStation.open(around.directory()), MemoryNode::leave)),
        around.directory());
  }

  private ClockReading ofDeliveries() {
    ClockReading stands = standing;
    return stands == null ? clocks.get() : stands;
  }

  /** No time passes any more for its deliveries: they do nothing but what they are told. */
  void clockOfDeliveriesStops() {
    standing = clocks.get();
  }

  private Trials trials(NodeId self, ReplicatedRegistry registry, Surroundings around)
      throws IOException {
    return MemoryCluster.worksOnGroups(self)
        ? opened(
            new LocalTrials(
                new LocalTrials.Surroundings(
                    self,
                    registry,
                    new BoundedCommand(ProcFs.ofMachine(), Toolbox.detect()),
                    opened(GuardStation.open(around.directory()), MemoryNode::leave),
                    keys),
                around.directory()),
            LocalTrials::close)
        : Trials.none();
  }

  private Agent agent(
      Heartbeats heartbeats, NodeId self, Surroundings around, LoopProgress reporting)
      throws IOException {
    return new Agent(
        self,
        1,
        new Agent.Equipment(
            heartbeats,
            new Roles(self, 1, around.directory(), around.clocks()),
            MemoryCluster.worksOnGroups(self) ? work : LocalWork.none(),
            new NodeNotices(around.directory(), 0, List.of(), "", List::of),
            new TurnLoop(reporting, around.bug())),
        around.clocks());
  }

  private static @Nullable KeyRing keys(ClusterIdentity identity) {
    return identity.kinds().get(identity.self()) == NodeKind.DATA
        ? new KeyRing(identity.cluster(), identity.self(), KeyPair.make())
        : null;
  }

  void start() throws IOException, InterruptedException {
    leader.start();
    agent.start();
    if (MemoryCluster.worksOnGroups(member.self())) {
      deliveries.start();
      facts.start();
    }
  }

  private void nudge() {
    agent.nudge();
  }

  MemoryMember member() {
    return member;
  }

  LeaderLoop leader() {
    return leader;
  }

  ApiServer api() {
    return api;
  }

  LoopWatch loops() {
    return loops;
  }

  /** From now on it tries commits like this. */
  void trials(Trials other) {
    trials = other;
  }

  boolean serves(String group) {
    return work.serves(group);
  }

  /** Passes on what the log says. */
  private final class Told implements ReplicaListener<Event> {
    @Override
    public void applied(EntryPosition position, List<Event> events) {
      leader.applied(events);
      deliveries.applied(events);
      facts.applied(events);
      if (events.stream().anyMatch(event -> event.group() != null)) {
        nudge();
      }
    }

    @Override
    public void restored(EntryPosition position) {
      leader.restored();
      deliveries.restored();
      facts.restored();
    }

    @Override
    public void leadershipReady(long term) {
      leader.leadershipReady(new Term(term));
    }

    @Override
    public void leadershipLost() {
      leader.leadershipLost();
    }
  }

  private static void leave(GuardStation guards) {
    try {
      guards.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private <C> C opened(C part, Consumer<C> close) {
    closing.push(() -> close.accept(part));
    return part;
  }

  @Override
  public void close() {
    while (!closing.isEmpty()) {
      closing.pop().run();
    }
  }
}
