package io.quorate.replica;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.FeatureLevel;
import io.quorate.core.LevelRange;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.membership.Founding;
import io.quorate.core.store.Table;
import io.quorate.replica.Replica.WatchMode;
import io.quorate.replica.identity.StartMode;
import io.quorate.replica.peer.Membership;
import io.quorate.replica.peer.Peer;
import io.quorate.replica.peer.PeerId;
import io.quorate.replica.peer.RaftAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.jspecify.annotations.Nullable;

/** Real replicas on loopback in this JVM, whose connections can be cut. */
final class TestCluster implements AutoCloseable {
  static final PeerId A = new PeerId("a");
  static final PeerId B = new PeerId("b");
  static final PeerId W = new PeerId("w");
  static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final int FIRST_PORT = 10_000;
  private static final int EPHEMERAL_PORTS = 32_768;
  private static final int PORT_TRIES = 1_000;
  private static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();

  final Cuts cuts = new Cuts();
  private final Path root;
  private final List<Peer> peers = new ArrayList<>();
  private final Map<PeerId, Replica<String>> running = new ConcurrentSkipListMap<>();
  private final Map<PeerId, RecordingHalt> halts = new TreeMap<>();
  private final Map<PeerId, RecordingListener> listeners = new TreeMap<>();
  private WatchMode watch = WatchMode.WATCHED;
  private RaftTweaks tweaks = RaftTweaks.NONE;
  private ElectionTiming timing = ElectionTiming.LAN;
  private Function<PeerId, Optional<LinkTrust>> trusts = id -> Optional.empty();
  private Founding founding = Founding.FIRST;
  private LevelRange levels = new LevelRange(FeatureLevel.FIRST, FeatureLevel.FIRST);

  TestCluster(Path root) {
    this.root = root;
  }

  /** Two data nodes and a witness, not started. */
  static TestCluster ofThree(Path root) throws Exception {
    TestCluster cluster = new TestCluster(root);
    cluster.add("a", NodeKind.DATA);
    cluster.add("b", NodeKind.DATA);
    cluster.add("w", NodeKind.WITNESS);
    return cluster;
  }

  Peer add(String name, NodeKind kind) throws Exception {
    Peer peer =
        new Peer(
            new PeerId(name), new NodeId(name), kind, new RaftAddress("127.0.0.1", freePort()));
    peers.add(peer);
    return peer;
  }

  /** The same node under a new peer id and address, in the place of the old one. */
  Peer replace(PeerId old, String name) throws Exception {
    Peer gone = peer(old);
    Peer peer =
        new Peer(
            new PeerId(name), gone.node(), gone.kind(), new RaftAddress("127.0.0.1", freePort()));
    peers.set(peers.indexOf(gone), peer);
    return peer;
  }

  TestCluster unwatched() {
    watch = WatchMode.UNWATCHED;
    return this;
  }

  TestCluster timed(ElectionTiming elections) {
    timing = elections;
    return this;
  }

  /** How each member proves who it is. */
  TestCluster trusting(Function<PeerId, LinkTrust> how) {
    trusts = id -> Optional.of(how.apply(id));
    return this;
  }

  TestCluster tweaked(RaftTweaks changes) {
    tweaks = changes;
    return this;
  }

  /** What the programs that are started from now on can work at. */
  TestCluster knowing(int lowest, int highest) {
    levels = new LevelRange(new FeatureLevel(lowest), new FeatureLevel(highest));
    return this;
  }

  /** Which of the clusters of its name those are that are started from now on. */
  TestCluster founded(Founding which) {
    founding = which;
    return this;
  }

  List<Peer> peers() {
    return List.copyOf(peers);
  }

  Peer peer(PeerId id) {
    return peers.stream().filter(peer -> peer.id().equals(id)).findFirst().orElseThrow();
  }

  ReplicaConfig config(PeerId id, StartMode mode) {
    return new ReplicaConfig(
        new Membership("test", founding, id, peers),
        directory(id),
        peer(id).address(),
        timing,
        mode);
  }

  Path directory(PeerId id) {
    return root.resolve(id.value());
  }

  TestCluster bootstrap() throws Exception {
    for (Peer peer : peers()) {
      start(peer.id(), StartMode.BOOTSTRAP);
    }
    return this;
  }

  Replica<String> start(PeerId id, StartMode mode) throws Exception {
    RecordingHalt halt = new RecordingHalt();
    RecordingListener listener = new RecordingListener();
    halts.put(id, halt);
    listeners.put(id, listener);
    ReplicaParts<String> parts =
        new ReplicaParts<>(
            new KeyValueApplier(),
            new TextCodecs(),
            listener,
            listener,
            halt,
            levels,
            System::currentTimeMillis,
            trusts.apply(id));
    RaftTweaks all =
        (properties, parameters) -> {
          GrpcConfigKeys.Server.setServicesCustomizer(parameters, cuts.at(id));
          tweaks.apply(properties, parameters);
        };
    Replica<String> replica = Replica.start(config(id, mode), parts, watch, all);
    running.put(id, replica);
    return replica;
  }

  /**
   * Stops a replica, once no other would be left without a log: such a one does not count in an
   * election (Ratis, so that a disk that was emptied makes no leader), and there may never be one.
   */
  void stop(PeerId id) throws Exception {
    Eventually.await(
        "every replica has a log",
        () -> running.values().stream().allMatch(replica -> replica.appliedIndex() > 0));
    at(id).close();
    running.remove(id);
  }

  Replica<String> at(PeerId id) {
    return require(running.get(id));
  }

  RecordingHalt halt(PeerId id) {
    return require(halts.get(id));
  }

  RecordingListener listener(PeerId id) {
    return require(listeners.get(id));
  }

  /** A ready leader among those, once there is one. */
  PeerId awaitLeader(List<PeerId> among) throws Exception {
    AtomicReference<@Nullable PeerId> found = new AtomicReference<>();
    Eventually.await(
        "a leader among " + among,
        () -> {
          found.set(
              among.stream()
                  .filter(id -> running.containsKey(id) && at(id).leadership().mayAnswer())
                  .findFirst()
                  .orElse(null));
          return found.get() != null;
        });
    return require(found.get());
  }

  /** A data node that leads, once there is one. */
  PeerId awaitDataLeader() throws Exception {
    return awaitLeader(
        peers.stream().filter(peer -> peer.kind() == NodeKind.DATA).map(Peer::id).toList());
  }

  /** Sets a key, through whoever leads, until it is known to be done. */
  void put(String key, String value) throws Exception {
    Eventually.await(
        "put " + key, () -> tryPut(awaitLeader(new ArrayList<>(running.keySet())), key, value));
  }

  boolean tryPut(PeerId through, String key, String value) throws Exception {
    try {
      at(through).propose((key + "=" + value).getBytes(UTF_8), TIMEOUT).get(20, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException e) {
      return false;
    }
  }

  Optional<String> get(PeerId at, String key) {
    return at(at).read(view -> Optional.ofNullable(view.get(Table.FACTS, key)));
  }

  void awaitValue(PeerId at, String key, String value) throws Exception {
    Eventually.await(
        at + " has " + key + "=" + value, () -> get(at, key).equals(Optional.of(value)));
  }

  @Override
  public void close() throws IOException {
    for (Replica<String> replica : running.values()) {
      replica.close();
    }
  }

  private static <T> T require(@Nullable T value) {
    return Objects.requireNonNull(value);
  }

  /**
   * Below the range from which the system serves outgoing connections: any of those could take a
   * port of it while the replica that it was chosen for is down. No port twice, for clusters run
   * side by side.
   */
  static int freePort() throws Exception {
    for (int tries = 0; tries < PORT_TRIES; tries++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, EPHEMERAL_PORTS);
      if (PORTS.add(port) && isFree(port)) {
        return port;
      }
    }
    throw new IOException("no port is free");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
