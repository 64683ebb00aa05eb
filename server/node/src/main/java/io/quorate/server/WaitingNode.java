package io.quorate.server;

import io.grpc.BindableService;
import io.grpc.Server;
import io.quorate.core.formation.VoterAccount;
import io.quorate.core.formation.VoterAnswer;
import io.quorate.core.formation.Waiting;
import io.quorate.server.files.NodeSettings;
import io.quorate.server.formation.FormationDesk;
import io.quorate.server.formation.FormationServices;
import io.quorate.server.formation.SeatClaim;
import io.quorate.server.formation.Unformed;
import io.quorate.server.formation.VoterCalls;
import io.quorate.server.http.HttpEndpoint;
import io.quorate.server.json.ClosedApi;
import io.quorate.server.json.JsonApi;
import io.quorate.server.session.HostPort;
import io.quorate.server.session.Peers;
import io.quorate.server.transport.CallGate;
import io.quorate.server.transport.LocalCalls;
import io.quorate.server.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node that holds no data and waits until its cluster is formed. It votes for nothing, and says
 * why it waits. Nothing of it is left when it ends, but for the note on its disk.
 */
public final class WaitingNode implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WaitingNode.class);

  /** How often it looks whether another has begun. */
  private static final long LOOK_MILLIS = 1_000;

  /** For whoever forms the cluster by way of this node to tell all others. */
  private static final long CLOSE_SECONDS = 20;

  private final Deque<AutoCloseable> closing = new ArrayDeque<>();
  private final FormationDesk desk;
  private final NodeSecurity security;
  private final VoterCalls calls;
  private final SeatClaim claim;
  private final CompletableFuture<ServerNode.StartReason> joins = new CompletableFuture<>();
  private volatile Waiting waiting;

  /**
   * Listens where the node will.
   *
   * @throws IOException when it cannot, or the data directory cannot be used
   */
  public WaitingNode(NodeSettings settings) throws IOException {
    Members members = new Members(settings);
    this.desk = FormationDesk.ofEmpty(settings.node(), members.shape(), settings.dataDirectory());
    this.waiting = Waiting.of(desk.account().standing(), List.of());
    this.security = opened(new NodeSecurity(settings, members));
    Transport transport = opened(security.transport());
    Peers peers = opened(new Peers(members.others(), transport));
    this.calls = new VoterCalls(desk, peers);
    this.claim = new SeatClaim(settings.cluster(), settings.node(), peers, new JoinFiles(members));
    try {
      listen(settings, transport, peers);
    } catch (IOException | RuntimeException failed) {
      close();
      throw failed;
    }
  }

  private void listen(NodeSettings settings, Transport transport, Peers peers) throws IOException {
    if (desk.hasBegun()) {
      return;
    }
    FormationServices formation = opened(new FormationServices(desk, peers));
    List<BindableService> services = new ArrayList<>(formation.services());
    services.addAll(Unformed.services(() -> settings.node() + " waits: " + waiting));
    CallGate gate = opened(new CallGate());
    HostPort api = new HostPort(settings.bind().api(), settings.self().ports().api());
    Transport.Offer offer = new Transport.Offer(gate, security.doors(), services);
    Server server = transport.server(api, offer);
    try {
      server.start();
    } catch (IOException failed) {
      throw new IOException("cannot listen on " + api + " for the API: " + failed, failed);
    }
    closing.push(() -> end(server));
    JsonApi json = opened(new JsonApi(opened(new LocalCalls(offer))));
    opened(
        HttpEndpoint.start(
            new InetSocketAddress(settings.bind().http(), settings.self().ports().http()),
            new WaitingViews(() -> waiting.toString()),
            List.of(
                security.provesCallers(settings.bind().http()) ? json.part() : ClosedApi.part()),
            security.http()));
    ScheduledExecutorService looking =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "formation-look");
              thread.setDaemon(true);
              return thread;
            });
    closing.push(looking::shutdownNow);
    looking.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    LOG.info("{} waits: {}", settings.node(), waiting);
  }

  private void look() {
    if (desk.hasBegun() || joins.isDone()) {
      return;
    }
    try {
      List<VoterAccount> others = new ArrayList<>();
      for (VoterAnswer answer : calls.lookAtOthers().values()) {
        if (answer instanceof VoterAnswer.Said said
            && said.account().shape().equals(desk.shape())) {
          others.add(said.account());
        }
      }
      Waiting now = Waiting.of(desk.account().standing(), others);
      if (!now.equals(waiting)) {
        LOG.info("this node waits: {}", now);
      }
      waiting = now;
      others.forEach(desk::follow);
      if (now.reason() == Waiting.Reason.AWAITS_REPLACEMENT) {
        join(others);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException bug) {
      LOG.error("cannot look at the others", bug); // an exception would end the looking
    }
  }

  private void join(List<VoterAccount> others) throws InterruptedException {
    if (claim.attempt().isEmpty()) {
      return;
    }
    try {
      for (VoterAccount other : others) {
        desk.join(other);
      }
      joins.complete(ServerNode.StartReason.JOIN);
    } catch (IOException failed) {
      LOG.error("cannot keep that this node joins; it is tried again", failed);
    }
  }

  /**
   * Returns when this node is to take part, and how. Without a limit: somebody has to form the
   * cluster, or to say that this node is to be replaced.
   */
  public ServerNode.StartReason awaitBegin() throws InterruptedException {
    CompletableFuture<ServerNode.StartReason> forms =
        desk.begun().thenApply(begun -> ServerNode.StartReason.BOOTSTRAP);
    try {
      return forms.applyToEither(joins, reason -> reason).get();
    } catch (ExecutionException neverFails) {
      throw new IllegalStateException(neverFails);
    }
  }

  /** What it says of itself. */
  public VoterAccount account() {
    return desk.account();
  }

  /** Why it waits. */
  public Waiting waiting() {
    return waiting;
  }

  private static void end(Server server) throws InterruptedException {
    server.shutdown();
    if (!server.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
      server.shutdownNow();
    }
  }

  private <C extends AutoCloseable> C opened(C part) {
    closing.push(part);
    return part;
  }

  @Override
  public void close() {
    while (!closing.isEmpty()) {
      try {
        closing.pop().close();
      } catch (InterruptedException hurry) {
        Thread.currentThread().interrupt();
      } catch (Exception failed) {
        LOG.warn("while ending to wait: {}", failed.toString());
      }
    }
  }
}
