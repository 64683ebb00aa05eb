package io.quorate.server.api;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.quorate.replica.image.RegistryImages;
import io.quorate.server.formation.FormationServices;
import io.quorate.server.schema.Schemas;
import io.quorate.server.session.HostPort;
import io.quorate.server.transport.CallGate;
import io.quorate.server.transport.LocalCalls;
import io.quorate.server.transport.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The gRPC server of a node: admin calls, calls of the other nodes, health and reflection. */
public final class ApiServer implements AutoCloseable {
  private static final int READERS = 16;

  /** Every call that may be open may read. */
  private static final int READS_WAITING = CallGate.MOST_ADMIN_CALLS;

  private static final int ANSWERING = 2;
  private static final int ANSWERS_WAITING = 8_192;

  private static final int CLOSE_SECONDS = 3;

  private final CallGate gate = new CallGate();
  private final ThreadPoolExecutor readers = readers(READERS, "api-reader");

  /** One: what it compares takes up tens of megabytes. */
  private final ThreadPoolExecutor historian = readers(1, "api-historian");

  /** One: one backup is sent at a time. */
  private final ThreadPoolExecutor copying = readers(1, "api-backup");

  private final Schemas schemas = new Schemas();
  private final SecretParts secrets = new SecretParts();

  /** Answers to writes of sessions; whoever decided them does it when too many wait. */
  private final ThreadPoolExecutor answering =
      pool(ANSWERING, "write-answers", ANSWERS_WAITING, new ThreadPoolExecutor.CallerRunsPolicy());

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, task -> daemon(task, "api-timer"));
  private final HealthStatusManager health = new HealthStatusManager();
  private final FormationServices formation;
  private final StatusWatches watches;
  private final RegistryImages.Watch images;
  private final StoreWatches storeWatches;
  private final RegistryImages.Watch followed;
  private final Server server;
  private final LocalCalls local;

  /**
   * Starts to answer.
   *
   * @param bind where it listens
   * @param nudged called when the leader hints that a heartbeat would bring news
   * @throws IOException when it cannot listen there
   */
  public ApiServer(HostPort bind, ApiParts parts, Runnable nudged) throws IOException {
    LeaderRoute route = new LeaderRoute(parts.identity().self(), parts.registry(), parts.peers());
    LinearizableRead reads = new LinearizableRead(parts.registry(), parts.attestation(), readers);
    LeaderViews views = new LeaderViews(reads, parts.registry(), parts.leader(), parts.clocks());
    StatusAnswers answers =
        new StatusAnswers(
            parts.identity().self(),
            route,
            new StatusSource(parts.identity(), parts.registry(), parts.silence(), views));
    this.watches =
        new StatusWatches(new WatchDesk(route, answers, timer, readers), parts.silence());
    this.images = parts.registry().watch(watches::changed);
    parts.leader().watch(watches::changed);
    this.storeWatches =
        new StoreWatches(
            new WatchedStore(parts.registry(), route, reads),
            System::nanoTime); // read with each event: the boot clock would be a file each time
    this.followed = parts.registry().follow(storeWatches.follower());
    this.formation = new FormationServices(parts.formation(), parts.peers());
    AdminService admin =
        new AdminService(
            route,
            new AdminService.Desks(
                answers,
                watches,
                new GroupReads(parts.identity(), parts.registry(), reads, views),
                new RoleChanges(proposing(parts), parts.leader(), views),
                new Declarations(
                    parts.registry(),
                    parts.leader(),
                    parts.identity().kinds(),
                    parts.maxGroups())));
    SessionService session =
        new SessionService(
            parts.identity(),
            parts.registry(),
            parts.leader(),
            parts.clocks(),
            new SessionService.Here(nudged, parts.trials()));
    Transport.Offer offer =
        new Transport.Offer(
            gate,
            interceptors(parts.doors(), route),
            services(
                admin,
                kept(parts, route, reads, views),
                session,
                List.of(
                    new DiagnosisService(
                        parts.identity().self(), route, parts.peers(), parts.report()),
                    backups(parts, route, reads),
                    new TrustService(
                        route, parts.peers(), new RevocationDesk(proposing(parts), views))),
                places(parts, route, views)));
    this.local = new LocalCalls(offer);
    this.server = parts.transport().server(bind, offer);
    listen(bind);
    secrets.start();
  }

  private static List<ServerInterceptor> interceptors(
      List<ServerInterceptor> doors, LeaderRoute route) {
    List<ServerInterceptor> all = new ArrayList<>(doors);
    all.add(route);
    return all;
  }

  /** The services of what groups keep. */
  private List<BindableService> kept(
      ApiParts parts, LeaderRoute route, LinearizableRead reads, LeaderViews views) {
    LinearizableRead histories =
        new LinearizableRead(parts.registry(), parts.attestation(), historian);
    StoreReads store = new StoreReads(parts.registry(), reads);
    StoreWrites writes = new StoreWrites(parts.registry(), parts.leader(), histories);
    CommitTrials trials =
        new CommitTrials(
            new CommitTrials.Way(parts.identity(), parts.peers(), parts.trials()),
            parts.registry(),
            parts.leader(),
            parts.clocks());
    CommitValidation validation = new CommitValidation(parts.registry(), reads, schemas, trials);
    ValidatedWrites validated = new ValidatedWrites(writes, validation);
    ConfigurationService configuration =
        new ConfigurationService(
            new ConfigurationService.Way(route, parts.peers()),
            new ConfigurationService.Desks(
                new ConfigReads(store, new StoreReads(parts.registry(), histories)),
                new ConfigWrites(validated),
                new CandidateCalls(parts.registry(), writes, validated),
                new ConfigWhy(store, views)),
            storeWatches);
    RuntimeService runtime =
        new RuntimeService(
            route,
            parts.peers(),
            new RuntimeService.Desks(
                new RuntimeReads(store),
                new RuntimeComparison(store, views),
                new RuntimeWrites(writes)),
            storeWatches);
    CounterService counters =
        new CounterService(route, parts.peers(), new CounterDesk(store, writes));
    ProgramSessionService sessions =
        new ProgramSessionService(route, parts.peers(), new ProgramSessions(writes));
    SecretDesk keys = new SecretDesk(parts.registry(), reads, store, writes);
    SecretService secretService = secrets.open(parts, route, configuration, keys);
    WritesService pipelines =
        new WritesService(
            route, parts.peers(), () -> new OrderedWrites(parts.leader(), validation), answering);
    return List.of(configuration, runtime, counters, sessions, pipelines, secretService);
  }

  private static Proposing proposing(ApiParts parts) {
    return new Proposing(parts.registry(), parts.leader());
  }

  private static PlaceServices places(ApiParts parts, LeaderRoute route, LeaderViews views) {
    return new PlaceServices(
        route, parts.peers(), new SeatDesk(parts.identity(), proposing(parts), views));
  }

  private BackupService backups(ApiParts parts, LeaderRoute route, LinearizableRead reads) {
    return new BackupService(
        new BackupService.Way(parts.identity(), route, parts.peers()),
        parts.registry(),
        reads,
        parts.backups(),
        copying);
  }

  private List<BindableService> services(
      AdminService admin,
      List<BindableService> kept,
      SessionService session,
      List<BindableService> ofThisNode,
      PlaceServices places) {
    List<BindableService> services = new ArrayList<>(List.of(admin, session));
    services.addAll(ofThisNode);
    services.addAll(kept);
    services.addAll(places.services());
    services.addAll(formation.services());
    services.add(health.getHealthService());
    services.addAll(reflection());
    return services;
  }

  private static ThreadPoolExecutor readers(int threads, String name) {
    return pool(threads, name, READS_WAITING, new ThreadPoolExecutor.AbortPolicy());
  }

  private static ThreadPoolExecutor pool(
      int threads, String name, int waiting, RejectedExecutionHandler full) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(waiting),
            task -> daemon(task, name),
            full);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private void listen(HostPort bind) throws IOException {
    try {
      server.start();
    } catch (IOException failed) {
      end();
      throw new IOException(
          "cannot listen on "
              + bind
              + " for the API: "
              + rootMessage(failed)
              + "; end what uses the port, or change api_port in the node file",
          failed);
    }
  }

  /** Under both of its names: many clients know the first one only, v1alpha. */
  @SuppressWarnings("deprecation")
  static List<BindableService> reflection() {
    return List.of(ProtoReflectionServiceV1.newInstance(), ProtoReflectionService.newInstance());
  }

  private static String rootMessage(Throwable failed) {
    Throwable cause = failed;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Which calls are open, and which were refused. */
  public CallGate gate() {
    return gate;
  }

  /** Calls of its services from within this process. */
  public LocalCalls local() {
    return local;
  }

  /** How many watch by way of this node. */
  public int watches() {
    return watches.open();
  }

  @Override
  public void close() {
    health.enterTerminalState();
    storeWatches.stop();
    server.shutdown();
    try {
      if (!server.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      server.shutdownNow();
    }
    end();
  }

  private void end() {
    images.close();
    followed.close();
    storeWatches.close();
    timer.shutdownNow();
    readers.shutdownNow();
    historian.shutdownNow();
    answering.shutdownNow();
    schemas.close();
    secrets.close();
    formation.close();
    local.close();
    gate.close();
  }
}
