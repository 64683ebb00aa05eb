package io.quorate.server;

import io.quorate.core.ClockReading;
import io.quorate.core.NodeKind;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.replica.ProcessHalt;
import io.quorate.replica.Replica;
import io.quorate.replica.ReplicaConfig;
import io.quorate.replica.ReplicaParts;
import io.quorate.replica.ReplicaStartException;
import io.quorate.replica.codec.RegistryApplier;
import io.quorate.replica.codec.StateCodecs;
import io.quorate.replica.identity.DataRefusedException;
import io.quorate.replica.identity.StartMode;
import io.quorate.replica.image.RegistryImages;
import io.quorate.server.agent.Agent;
import io.quorate.server.agent.GroupPlaces;
import io.quorate.server.agent.GroupReports;
import io.quorate.server.agent.Heartbeats;
import io.quorate.server.agent.LeaderLink;
import io.quorate.server.agent.LeaseMargins;
import io.quorate.server.agent.LocalTools;
import io.quorate.server.agent.LocalWork;
import io.quorate.server.agent.NodeNotices;
import io.quorate.server.agent.PlaceSetting;
import io.quorate.server.agent.Roles;
import io.quorate.server.agent.Stirred;
import io.quorate.server.api.ApiParts;
import io.quorate.server.api.ApiServer;
import io.quorate.server.api.ClusterIdentity;
import io.quorate.server.backup.BackupDesk;
import io.quorate.server.check.ProbeRun;
import io.quorate.server.delivery.Deliveries;
import io.quorate.server.diagnosis.Report;
import io.quorate.server.facts.LocalFacts;
import io.quorate.server.files.NodeSettings;
import io.quorate.server.formation.FormationDesk;
import io.quorate.server.guard.GuardClock;
import io.quorate.server.guard.GuardStation;
import io.quorate.server.guard.GuardTime;
import io.quorate.server.http.HttpEndpoint;
import io.quorate.server.json.ClosedApi;
import io.quorate.server.json.JsonApi;
import io.quorate.server.leader.LeaderLoop;
import io.quorate.server.leader.LeaderParts;
import io.quorate.server.leader.Stamps;
import io.quorate.server.log.ProcessOutput;
import io.quorate.server.metrics.Exposition;
import io.quorate.server.metrics.Measure;
import io.quorate.server.metrics.NodeMetrics;
import io.quorate.server.process.BoundedCommand;
import io.quorate.server.process.CommandRunner;
import io.quorate.server.process.ProcFs;
import io.quorate.server.process.Toolbox;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.secret.KeyFile;
import io.quorate.server.secret.KeyFileException;
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
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node: its replica, its leader loop, its agent and its API, put together, started and stopped
 * in order.
 */
public final class ServerNode implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerNode.class);
  private static final int WORKERS = 16;
  private static final int WORK_WAITING = 8_192;
  private static final long MEBIBYTE = 1L << 20;

  private final Deque<AutoCloseable> closing = new ArrayDeque<>();
  private final NodeSettings settings;
  private final ReplicatedRegistry registry;
  private final Supplier<ClockReading> clocks = clocks();
  private final NodeMetrics metrics = new NodeMetrics();
  private final Exposition page = new Exposition(metrics);
  private final @Nullable KeyRing keys;
  private final NodeSecurity security;
  private String closed = "";
  private final Agent agent;
  private Trials trials = Trials.none();
  private @Nullable GuardStation guards;

  private ServerNode(NodeSettings settings, Members members, StartReason reason, String version)
      throws IOException, DataRefusedException, ReplicaStartException, InterruptedException {
    this.settings = settings;
    try {
      Files.createDirectories(settings.dataDirectory());
      this.security = opened(new NodeSecurity(settings, members));
      Transport transport = opened(security.transport());
      Peers peers = opened(new Peers(members.others(), transport));
      security.whenRenewed(peers::connectAnew);
      security.whenRevoked(peers::connectAnew);
      JoinFiles disk = new JoinFiles(members);
      ClusterIdentity identity = members.identity(disk.founding());
      ReplicaConfig config =
          members.replicaConfig(reason.mode(), disk.generation(), identity.founding());
      RollbackCheck.run(config, identity, peers);
      this.keys = keys();
      ReplicaNews news = new ReplicaNews(new RoleEnds(metrics));
      Stamps stamps = new Stamps(clocks);
      RegistryImages images = new RegistryImages();
      images.watch(change -> security.revoke(change.image().revocations()));
      Replica<Event> replica = replica(config, news, images, stamps);
      new PortMetrics(transport::turnedAway, replica::linksTurnedAway).registerIn(metrics);
      this.registry = registry(replica, images, config);
      TermQuestions questions =
          new TermQuestions(identity.label(), peers, members.election().max());
      Loops loops = new Loops(metrics);
      TurnLoop leading = new TurnLoop(loops.leading, ServerNode::bug);
      TurnLoop reporting = new TurnLoop(loops.reporting, ServerNode::bug);
      LeaderLoop leader =
          leader(members, questions, stamps, new Nudges(identity, peers, news::nudge), leading);
      this.agent = opened(agent(reporting, leader, peers, news, introduction(identity, version)));
      new OwnMetrics(registry, agent, version).registerIn(metrics);
      LoopWatch watch = opened(loops.watch(members, registry));
      listen(
          watch,
          List.of(leading, reporting),
          new ApiParts(
              transport,
              security.doors(),
              identity,
              registry,
              leader,
              new TermAttestation(questions, registry, clocks),
              peers,
              trials,
              agent::silence,
              settings.limits().maxGroups(),
              clocks,
              keys,
              backups(replica),
              FormationDesk.ofMember(settings.node(), members.shape(), settings.dataDirectory()),
              report(version)));
      leader.start();
      news.tell(leader);
      agent.start();
      news.tell(agent);
      news.startWork();
    } catch (IOException
        | DataRefusedException
        | ReplicaStartException
        | InterruptedException
        | RuntimeException failed) {
      close();
      throw failed;
    }
  }

  /**
   * What opens secrets; null on a node that never has a key, or whose key must not be used. Such a
   * node serves its groups nevertheless: who is active matters more, and its secrets are not lost.
   */
  private @Nullable KeyRing keys() throws IOException {
    if (settings.kind() != NodeKind.DATA) {
      return null;
    }
    try {
      KeyFile file = new KeyFile(settings.dataDirectory(), settings.cluster(), settings.node());
      return new KeyRing(settings.cluster(), settings.node(), file.open());
    } catch (KeyFileException unusable) {
      closed = String.valueOf(unusable.getMessage());
      LOG.error("this node cannot open secrets: {}", closed);
      return null;
    }
  }

  private Replica<Event> replica(
      ReplicaConfig config, ReplicaNews news, RegistryImages images, Stamps stamps)
      throws DataRefusedException, ReplicaStartException {
    Replica<Event> replica =
        opened(
            Replica.start(
                config,
                new ReplicaParts<>(
                    new RegistryApplier(),
                    new StateCodecs(),
                    news,
                    images,
                    new ProcessHalt(ProcessOutput::lastWords),
                    FeatureLevels.SUPPORTED,
                    stamps,
                    security.link())));
    security.whenRenewed(replica::connectAnew);
    security.whenRevoked(replica::connectAnew);
    new EngineMetrics(replica::engine).registerIn(metrics);
    return replica;
  }

  private ReplicatedRegistry registry(
      Replica<Event> replica, RegistryImages images, ReplicaConfig config) {
    return new ReplicatedRegistry(
        replica, images, config.membership(), metrics.timer(Measure.COMMIT)::update);
  }

  private LeaderLoop leader(
      Members members, TermQuestions questions, Stamps stamps, Nudges nudges, TurnLoop turns) {
    return opened(
        new LeaderLoop(
            new LeaderParts(
                members.leaderSetting(registry.self()),
                registry,
                questions,
                clocks,
                stamps,
                nudges,
                turns)));
  }

  private BackupDesk backups(Replica<Event> replica) {
    return new BackupDesk(
        settings.dataDirectory().resolve("backup"), folder -> replica.copyState(folder).index());
  }

  /** The loops that must get on. */
  private static final class Loops {
    final LoopProgress leading;
    final LoopProgress reporting;

    Loops(NodeMetrics metrics) {
      this.leading = measured("leader-loop", metrics);
      this.reporting = measured("agent", metrics);
    }

    private static LoopProgress measured(String name, NodeMetrics metrics) {
      return new LoopProgress(name, metrics.timer(Measure.LOOP_DELAY, name)::update);
    }

    LoopWatch watch(Members members, ReplicatedRegistry registry) {
      return new LoopWatch(
          List.of(leading, reporting),
          leading,
          members.election().max(),
          lasting -> registry.giveUpLeadership());
    }
  }

  private OwnRoles roles() {
    return new OwnRoles(agent::roles, clocks);
  }

  private Report report(String version) {
    return opened(
        new OwnReport(settings, registry, agent, roles(), Optional.ofNullable(guards))
            .of(page, version));
  }

  private Heartbeats.Introduction introduction(ClusterIdentity identity, String version) {
    return new Heartbeats.Introduction(identity.label(), version, settings.self().apiAddress());
  }

  private Agent agent(
      TurnLoop turns,
      LeaderLoop leader,
      Peers peers,
      ReplicaNews news,
      Heartbeats.Introduction introduction)
      throws IOException {
    LocalTools tools = settings.kind() == NodeKind.DATA ? tools() : null;
    guards = tools == null ? null : tools.guards();
    LeaseMargins margins =
        new LeaseMargins(System::nanoTime, metrics.timer(Measure.LEASE_MARGIN)::update);
    LocalWork work = tools == null ? LocalWork.none() : work(tools, news, margins);
    trials = tools == null ? Trials.none() : trials(tools);
    Heartbeats heartbeats =
        new Heartbeats(
            introduction, registry, new LeaderLink(settings.node(), leader, peers, clocks), clocks);
    NodeNotices notices =
        new NodeNotices(
            settings.dataDirectory(),
            settings.limits().minFreeMib() * MEBIBYTE,
            tools == null ? List.of() : tools.guards().notices(),
            closed,
            security::notices);
    long incarnation =
        registry.self().generation().incarnation(Incarnation.next(settings.dataDirectory()));
    Roles roles = new Roles(settings.node(), incarnation, settings.dataDirectory(), clocks);
    return new Agent(
        settings.node(),
        incarnation,
        new Agent.Equipment(heartbeats, roles, work, notices, turns),
        clocks);
  }

  private Trials trials(LocalTools tools) throws IOException {
    return opened(
        new LocalTrials(
            new LocalTrials.Surroundings(
                settings.node(), registry, tools.programs(), tools.guards(), keys),
            settings.dataDirectory()));
  }

  private LocalWork work(LocalTools tools, ReplicaNews news, LeaseMargins margins)
      throws IOException {
    Stirred stirred = new Stirred();
    Deliveries deliveries =
        opened(
            Deliveries.of(
                new Deliveries.Surroundings(settings.node(), registry, clocks, stirred::add, keys),
                settings.dataDirectory(),
                tools.commands(),
                tools.guards()));
    news.tell(deliveries);
    LocalFacts facts =
        opened(
            new LocalFacts(
                new LocalFacts.Surroundings(
                    settings.node(),
                    registry,
                    clocks,
                    stirred::add,
                    tools.programs(),
                    tools.guards()),
                settings.dataDirectory()));
    news.tell(facts);
    return new GroupPlaces(
        placeSetting(),
        tools,
        stirred,
        new GroupReports(deliveries::reports, facts::reports, deliveries::told),
        margins);
  }

  private PlaceSetting placeSetting() {
    return new PlaceSetting(
        settings.node(),
        settings.dataDirectory(),
        settings.limits().serviceLogMib() * MEBIBYTE,
        settings.watchdogDevice());
  }

  private void listen(LoopWatch watch, List<TurnLoop> turns, ApiParts api) throws IOException {
    ApiServer server =
        opened(
            new ApiServer(
                new HostPort(settings.bind().api(), settings.self().ports().api()),
                api,
                agent::nudge));
    OwnRoles roles = roles();
    new LimitMetrics(server, watch, turns).registerIn(metrics);
    new RoleMetrics(roles).registerIn(metrics);
    security.registerIn(metrics);
    new GroupMetrics(new LedGroups.Source(registry, api.leader(), clocks)).registerIn(metrics);
    new ProcessMetrics().registerIn(metrics);
    metrics.requireAll();
    JsonApi json = opened(new JsonApi(server.local()));
    opened(
        HttpEndpoint.start(
            new InetSocketAddress(settings.bind().http(), settings.self().ports().http()),
            new NodeViews(agent, roles, watch, page),
            List.of(
                security.provesCallers(settings.bind().http()) ? json.part() : ClosedApi.part()),
            security.http()));
  }

  /** Why a node is started. */
  public enum StartReason {
    /** Forms a new cluster, once. */
    BOOTSTRAP(StartMode.BOOTSTRAP),
    /** Takes its place in a cluster that exists, without data. */
    JOIN(StartMode.JOIN),
    /** Goes on with what is there. */
    NORMAL(StartMode.RESTART);

    private final StartMode mode;

    StartReason(StartMode mode) {
      this.mode = mode;
    }

    StartMode mode() {
      return mode;
    }
  }

  /**
   * Starts a node; it takes part when this returns.
   *
   * @throws IOException when a place or a port cannot be used
   * @throws DataRefusedException when its data must not be used (S4)
   * @throws ReplicaStartException when the log cannot start
   */
  public static ServerNode start(NodeSettings settings, StartReason reason, String version)
      throws IOException, DataRefusedException, ReplicaStartException, InterruptedException {
    return new ServerNode(settings, new Members(settings), reason, version);
  }

  private static Supplier<ClockReading> clocks() {
    GuardClock clock = GuardClock.ofMachine();
    return () -> {
      GuardTime time = clock.read();
      return new ClockReading(time.monotonicNanos(), time.bootNanos(), time.wallMillis());
    };
  }

  private LocalTools tools() throws IOException {
    BoundedCommand programs = new BoundedCommand(ProcFs.ofMachine(), Toolbox.detect());
    GuardStation guards = opened(GuardStation.open(settings.dataDirectory()));
    guards.notices().forEach(notice -> LOG.warn("this machine: {}", notice));
    ThreadPoolExecutor workers =
        new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WORK_WAITING),
            task -> {
              Thread thread = new Thread(task, "agent-work");
              thread.setDaemon(true);
              return thread;
            });
    workers.allowCoreThreadTimeOut(true);
    closing.push(workers::shutdownNow);
    CommandRunner runner =
        opened(new CommandRunner(programs, "hook", settings.limits().maxCommands(), WORK_WAITING));
    ProbeRun probes = new ProbeRun(programs, guards.commandMarker("checks", 1));
    return new LocalTools(guards, programs, runner, probes, workers);
  }

  private static void bug(Throwable bug) {
    new ProcessHalt(ProcessOutput::lastWords).bug(bug);
  }

  private <C extends AutoCloseable> C opened(C part) {
    closing.push(part);
    return part;
  }

  /** This node's agent. */
  public Agent agent() {
    return agent;
  }

  /** This node's copy of the registry. */
  public ReplicatedRegistry registry() {
    return registry;
  }

  /** What its node file says. */
  public NodeSettings settings() {
    return settings;
  }

  /** Hands over what it can, then stops everything in reverse order. */
  public void stop() throws InterruptedException {
    new Departure(agent, registry, settings).run();
    close();
  }

  @Override
  public void close() {
    while (!closing.isEmpty()) {
      try {
        closing.pop().close();
      } catch (Exception failed) {
        LOG.warn("while stopping: {}", failed.toString());
      }
    }
  }
}
