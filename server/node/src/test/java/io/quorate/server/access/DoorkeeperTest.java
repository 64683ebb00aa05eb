package io.quorate.server.access;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.BindableService;
import io.grpc.ClientInterceptor;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quorate.client.error.Refusals;
import io.quorate.core.ClusterTime;
import io.quorate.core.NodeId;
import io.quorate.core.revocation.CertificateHolder;
import io.quorate.core.revocation.Revocation;
import io.quorate.server.http.HttpEndpoint;
import io.quorate.server.http.HttpTls;
import io.quorate.server.json.JsonApi;
import io.quorate.server.json.SilentViews;
import io.quorate.server.session.HostPort;
import io.quorate.server.transport.CallGate;
import io.quorate.server.transport.LocalCalls;
import io.quorate.server.transport.NettyTransport;
import io.quorate.server.transport.Transport;
import io.quorate.server.transport.TransportTls;
import io.quorate.trust.Identity;
import io.quorate.trust.Identity.Kind;
import io.quorate.trust.LiveTrust;
import io.quorate.trust.TrustFolder;
import io.quorate.trust.authority.Authority;
import io.quorate.trust.authority.AuthorityFolder;
import io.quorate.trust.authority.Validity;
import io.quorate.v1.AdminGrpc;
import io.quorate.v1.ApplyGroupRequest;
import io.quorate.v1.AttestRequest;
import io.quorate.v1.AttestResponse;
import io.quorate.v1.GetGroupRequest;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.Group;
import io.quorate.v1.NodeSessionGrpc;
import io.quorate.v1.PauseRequest;
import io.quorate.v1.PauseResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of node a over TLS, and whoever calls it. */
final class DoorkeeperTest {
  private static final String CLUSTER = "office";
  private static final long CALL_SECONDS = 20;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Metadata.Key<String> BEHALF =
      Metadata.Key.of("quorate-on-behalf-of", Metadata.ASCII_STRING_MARSHALLER);

  private final SecureRandom random = new SecureRandom();
  private final Authority authority =
      Authority.create(CLUSTER, Validity.days(Instant.now(), 10), random);
  private final AuditLog audit = new AuditLog();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> paused = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final CompletableFuture<StreamObserver<io.quorate.v1.Status>> watched =
      new CompletableFuture<>();
  private final CompletableFuture<Boolean> hungUp = new CompletableFuture<>();

  @TempDir private Path folders;
  private HostPort at = new HostPort("127.0.0.1", 1);
  private @Nullable NodeTrust trust;

  @BeforeEach
  void serve() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      at = new HostPort("127.0.0.1", free.getLocalPort());
    }
    trust = node("a");
    NettyTransport transport = transport(Objects.requireNonNull(trust));
    Server server = transport.server(at, offer());
    server.start();
    open.add(server::shutdownNow);
  }

  private Transport.Offer offer() {
    CallGate gate = new CallGate();
    open.add(gate);
    return new Transport.Offer(
        gate,
        List.of(new Doorkeeper(Objects.requireNonNull(trust), audit)),
        List.<BindableService>of(admin(), session()));
  }

  @AfterEach
  void end() throws Exception {
    // What servers and channels run on was opened first.
    Collections.reverse(open);
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  private TrustFolder folder(Identity identity) throws Exception {
    TrustFolder folder = new TrustFolder(folders.resolve(identity.kind() + identity.name()));
    AuthorityFolder.hand(
        folder,
        authority.certificate(),
        authority.issue(identity, Validity.days(Instant.now(), 5), random));
    return folder;
  }

  private NodeTrust node(String name) throws Exception {
    Map<HostPort, NodeId> servers = new HashMap<>();
    servers.put(at, new NodeId("a"));
    servers.put(new HostPort("127.0.0.1", 2), new NodeId("b"));
    return NodeTrust.open(
        folder(new Identity(CLUSTER, Kind.NODE, name)),
        new NodeTrust.Setting(CLUSTER, new NodeId(name), servers),
        InstantSource.system(),
        audit);
  }

  private NettyTransport transport(NodeTrust trust) {
    NettyTransport transport =
        new NettyTransport(
            Optional.of(new TransportTls(trust.keys(), trust.peers(), new Vouching())));
    open.add(transport);
    return transport;
  }

  private ManagedChannel channelOf(Kind kind, String name) throws Exception {
    return connect(
        LiveTrust.open(folder(new Identity(CLUSTER, kind, name)), InstantSource.system()));
  }

  private ManagedChannel connect(LiveTrust live) {
    NettyTransport transport =
        new NettyTransport(
            Optional.of(
                new TransportTls(
                    live.keys(),
                    live.peers(LiveTrust.ExpectedServer::anyNode, refused -> {}),
                    new Vouching())));
    open.add(transport);
    ManagedChannel channel = transport.channel(at);
    open.add(channel::shutdownNow);
    return channel;
  }

  private AdminGrpc.AdminImplBase admin() {
    return new AdminGrpc.AdminImplBase() {
      @Override
      public void getGroup(GetGroupRequest request, StreamObserver<Group> out) {
        answer(out, Group.getDefaultInstance());
      }

      @Override
      public void watchStatus(GetStatusRequest request, StreamObserver<io.quorate.v1.Status> out) {
        ((ServerCallStreamObserver<io.quorate.v1.Status>) out)
            .setOnCancelHandler(() -> hungUp.complete(true));
        out.onNext(io.quorate.v1.Status.getDefaultInstance());
        watched.complete(out);
      }

      @Override
      public void pause(PauseRequest request, StreamObserver<PauseResponse> out) {
        paused.add(request.getCaller().getActor());
        answer(out, PauseResponse.getDefaultInstance());
      }
    };
  }

  private void revoke(CertificateHolder.Kind kind, String name) {
    Instant later = Instant.now().plusSeconds(60);
    Objects.requireNonNull(trust)
        .revoke(
            Map.of(
                new CertificateHolder(kind, name),
                new Revocation(later, "root", new ClusterTime(0), "")));
  }

  private static void revoked(Runnable call) {
    Status status = refused(call);
    assertThat(status.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(status.getDescription()).contains("are revoked");
  }

  @Test
  void whoseCertificatesAreRevokedIsNobodyAtTheNextCall() throws Exception {
    ManagedChannel olga = channelOf(Kind.OPERATOR, "olga");
    ManagedChannel b = channelOf(Kind.NODE, "b");
    change(olga);
    revoke(CertificateHolder.Kind.NODE, "olga");
    change(olga);
    look(b);

    revoke(CertificateHolder.Kind.USER, "olga");
    revoked(() -> change(olga));
    look(b);
    revoke(CertificateHolder.Kind.NODE, "b");
    revoked(() -> look(b));
    Identity user = new Identity(CLUSTER, Kind.OPERATOR, "olga");
    revoked(() -> ask(b).withInterceptors(claiming(user)).pause(PauseRequest.getDefaultInstance()));
    change(olga);
  }

  @Test
  void aStreamEndsWhenItsCallerIsRevoked() throws Exception {
    ManagedChannel vera = channelOf(Kind.VIEWER, "vera");
    Iterator<io.quorate.v1.Status> seen =
        AdminGrpc.newBlockingStub(vera).watchStatus(GetStatusRequest.getDefaultInstance());
    assertThat(seen.next()).isNotNull();
    StreamObserver<io.quorate.v1.Status> watching = watched.get(LIMIT.toSeconds(), SECONDS);

    revoke(CertificateHolder.Kind.USER, "vera");
    watching.onNext(io.quorate.v1.Status.getDefaultInstance());
    revoked(() -> assertThat(seen.hasNext()).isFalse());
    assertThat(hungUp.get(LIMIT.toSeconds(), SECONDS)).isTrue();
  }

  private NodeSessionGrpc.NodeSessionImplBase session() {
    return new NodeSessionGrpc.NodeSessionImplBase() {
      @Override
      public void attest(AttestRequest request, StreamObserver<AttestResponse> out) {
        answer(out, AttestResponse.getDefaultInstance());
      }
    };
  }

  private <A> void answer(StreamObserver<A> out, A answer) {
    asked.add(Access.present().map(access -> access.asker().toString()).orElse("nobody"));
    out.onNext(answer);
    out.onCompleted();
  }

  private static AdminGrpc.AdminBlockingStub ask(ManagedChannel channel) {
    return AdminGrpc.newBlockingStub(channel).withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
  }

  private static void look(ManagedChannel channel) {
    Group unused = ask(channel).getGroup(GetGroupRequest.getDefaultInstance());
  }

  private static void change(ManagedChannel channel) {
    PauseResponse unused = ask(channel).pause(PauseRequest.getDefaultInstance());
  }

  private static Status refused(Runnable call) {
    StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, call::run);
    assertThat(refused).isNotNull();
    assertThat(Refusals.fromThrowable(refused).orElseThrow().reasons())
        .singleElement()
        .satisfies(reason -> assertThat(reason.getReason()).isEqualTo(Refusals.NOT_PERMITTED));
    return refused.getStatus();
  }

  private static void denied(Runnable call, String why) {
    Status status = refused(call);
    assertThat(status.getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
    assertThat(status.getDescription()).contains(why);
  }

  @Test
  void aViewerLooksAndAnOperatorChanges() throws Exception {
    ManagedChannel viewer = channelOf(Kind.VIEWER, "vera");
    look(viewer);
    denied(() -> change(viewer), "Admin/Pause needs the role operator; vera is viewer");
    ManagedChannel operator = channelOf(Kind.OPERATOR, "olga");
    change(operator);
    denied(
        () -> ask(operator).applyGroup(ApplyGroupRequest.getDefaultInstance()),
        "Admin/ApplyGroup needs the role admin; olga is operator");
    assertThat(asked).containsExactly("viewer vera", "operator olga");
    assertThat(audit.denials()).isEqualTo(2);
  }

  @Test
  void usersAreNoNodesAndNodesAreNoUsers() throws Exception {
    ManagedChannel admin = channelOf(Kind.ADMIN, "ada");
    denied(
        () ->
            NodeSessionGrpc.newBlockingStub(admin)
                .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
                .attest(AttestRequest.getDefaultInstance()),
        "NodeSession/Attest is between nodes; admin ada is none");
    ManagedChannel b = channelOf(Kind.NODE, "b");
    AttestResponse unused =
        NodeSessionGrpc.newBlockingStub(b)
            .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
            .attest(AttestRequest.getDefaultInstance());
    denied(() -> change(b), "node b is a node, and Admin/Pause is for users");
  }

  @Test
  void aNodeThatIsNoPeerIsNobody() throws Exception {
    ManagedChannel x = channelOf(Kind.NODE, "x");
    Status status = refused(() -> ask(x).getGroup(GetGroupRequest.getDefaultInstance()));
    assertThat(status.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(status.getDescription()).contains("node x is none of the peers");
  }

  private static ClientInterceptor claiming(Identity user) {
    Metadata headers = new Metadata();
    headers.put(BEHALF, user.uri());
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }

  @Test
  void aNodeVouchesForUsersAndNobodyElseDoes() throws Exception {
    Identity olga = new Identity(CLUSTER, Kind.OPERATOR, "olga");
    ManagedChannel b = channelOf(Kind.NODE, "b");
    PauseResponse unused =
        ask(b).withInterceptors(claiming(olga)).pause(PauseRequest.getDefaultInstance());
    assertThat(asked).containsExactly("operator olga");
    ManagedChannel viewer = channelOf(Kind.VIEWER, "vera");
    denied(
        () -> ask(viewer).withInterceptors(claiming(olga)).pause(PauseRequest.getDefaultInstance()),
        "vera is viewer");
    Identity vera = new Identity(CLUSTER, Kind.VIEWER, "vera");
    denied(
        () -> ask(b).withInterceptors(claiming(vera)).pause(PauseRequest.getDefaultInstance()),
        "vera is viewer");
  }

  @Test
  void aCallThatIsPassedOnIsInTheNameOfItsUser() throws Exception {
    ManagedChannel b = channelOf(Kind.NODE, "b");
    Identity olga = new Identity(CLUSTER, Kind.OPERATOR, "olga");
    new Access(olga, Optional.empty()).within(Context.current()).run(() -> change(b));
    assertThat(asked).containsExactly("operator olga");
  }

  private void believe(TrustFolder folder, Authority... authorities) throws Exception {
    StringBuilder all = new StringBuilder();
    for (Authority one : authorities) {
      Path alone = Files.createTempDirectory(folders, "authority");
      new AuthorityFolder(alone).write(one);
      all.append(Files.readString(alone.resolve("ca.crt")));
    }
    Files.writeString(folder.authorities(), all);
  }

  /** Also where Netty would go on with the session of before, and show the certificate of then. */
  @Test
  void aNewConnectionShowsTheCertificateOfNow() throws Exception {
    Identity vera = new Identity(CLUSTER, Kind.VIEWER, "vera");
    TrustFolder hers = folder(vera);
    LiveTrust live = LiveTrust.open(hers, InstantSource.system());
    ManagedChannel channel = connect(live);
    look(channel);

    Authority next = Authority.create(CLUSTER, Validity.days(Instant.now(), 10), random);
    TrustFolder serving = new TrustFolder(folders.resolve("NODEa"));
    Validity validity = Validity.days(Instant.now(), 5);
    believe(hers, authority, next);
    believe(serving, authority, next);
    AuthorityFolder.renew(hers, next.issue(vera, validity, random));
    AuthorityFolder.renew(
        serving, next.issue(new Identity(CLUSTER, Kind.NODE, "a"), validity, random));
    assertThat(live.refresh()).isTrue();
    LiveTrust judging = Objects.requireNonNull(trust).live();
    assertThat(judging.refresh()).isTrue();
    channel.enterIdle();
    look(channel);

    believe(serving, next);
    assertThat(judging.refresh()).isTrue();
    channel.enterIdle();
    look(channel);
    assertThat(audit.denials()).isZero();
  }

  private HttpResponse<String> pauseOverHttp(HttpClient client, HttpEndpoint endpoint)
      throws Exception {
    URI uri = URI.create("https://127.0.0.1:" + endpoint.address().getPort());
    HttpRequest request =
        HttpRequest.newBuilder(uri.resolve("/api/v1/Admin/Pause"))
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .header("quorate-on-behalf-of", "quorate://office/admin/ada")
            .POST(HttpRequest.BodyPublishers.ofString("{\"caller\": {\"actor\": \"ada\"}}"))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void theDoorIsTheSameOverHttp() throws Exception {
    LocalCalls local = new LocalCalls(offer());
    open.add(local);
    JsonApi json = new JsonApi(local);
    open.add(json);
    NodeTrust own = Objects.requireNonNull(trust);
    try (HttpEndpoint endpoint =
        HttpEndpoint.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new SilentViews(),
            List.of(json.part()),
            Optional.of(new HttpTls(own.context(), own::knows)))) {
      HttpResponse<String> looked = pauseOverHttp(clientOf(Kind.VIEWER, "vera"), endpoint);
      assertThat(looked.statusCode()).isEqualTo(403);
      assertThat(looked.body())
          .contains("NOT_PERMITTED", "Admin/Pause needs the role operator; vera is viewer");
      LiveTrust judging =
          LiveTrust.open(folder(new Identity(CLUSTER, Kind.VIEWER, "x")), InstantSource.system());
      HttpResponse<String> stranger = pauseOverHttp(client(judging, new KeyManager[0]), endpoint);
      assertThat(stranger.statusCode()).isEqualTo(401);
      assertThat(stranger.body()).contains("NOT_PERMITTED", "no certificate was shown");
      assertThat(audit.denials()).isEqualTo(2);
      assertThat(pauseOverHttp(clientOf(Kind.NODE, "b"), endpoint).statusCode()).isEqualTo(403);
      assertThat(asked).isEmpty();
      assertThat(pauseOverHttp(clientOf(Kind.OPERATOR, "olga"), endpoint).statusCode())
          .isEqualTo(200);
      assertThat(asked).containsExactly("operator olga");
      assertThat(paused).containsExactly("olga");
    }
  }

  private HttpClient clientOf(Kind kind, String name) throws Exception {
    LiveTrust live =
        LiveTrust.open(folder(new Identity(CLUSTER, kind, name)), InstantSource.system());
    return client(live, new KeyManager[] {live.keys()});
  }

  private static int get(HttpClient client, HttpEndpoint endpoint, String path) throws Exception {
    URI uri = URI.create("https://127.0.0.1:" + endpoint.address().getPort() + path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(LIMIT).build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @Test
  void everybodyIsToldOfRolesAndWhoHasACertificateOfMetrics() throws Exception {
    NodeTrust own = node("b");
    LiveTrust vera =
        LiveTrust.open(folder(new Identity(CLUSTER, Kind.VIEWER, "vera")), InstantSource.system());
    try (HttpEndpoint endpoint =
        HttpEndpoint.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new SilentViews(),
            List.of(),
            Optional.of(new HttpTls(own.context(), own::knows)))) {
      assertThat(get(client(vera, new KeyManager[] {vera.keys()}), endpoint, "/metrics"))
          .isEqualTo(200);
      HttpClient stranger = client(vera, new KeyManager[0]);
      assertThat(get(stranger, endpoint, "/livez")).isEqualTo(200);
      assertThat(get(stranger, endpoint, "/active/web")).isEqualTo(404);
      assertThat(get(stranger, endpoint, "/metrics")).isEqualTo(401);
    }
  }

  private static HttpClient client(LiveTrust judging, KeyManager[] keys) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        keys,
        new TrustManager[] {judging.peers(LiveTrust.ExpectedServer::anyNode, refused -> {})},
        null);
    return HttpClient.newBuilder().sslContext(context).connectTimeout(LIMIT).build();
  }

  @Test
  void aFolderOfAnotherNodeIsNotUsed() throws Exception {
    TrustFolder folder = folder(new Identity(CLUSTER, Kind.NODE, "b"));
    assertThat(
            catchThrowable(
                () ->
                    NodeTrust.open(
                        folder,
                        new NodeTrust.Setting(CLUSTER, new NodeId("a"), Map.of()),
                        InstantSource.system(),
                        audit)))
        .hasMessageContainingAll(
            "is of quorate://office/node/b", "this is quorate://office/node/a");
  }
}
