package io.quorate.bench.contender;

import io.quorate.bench.cluster.LogBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;

/** Three servers of ZooKeeper, and a session with the one that leads. */
final class ZooKeeperContender implements Contender {
  private static final Pattern LOG = Pattern.compile("log\\.[0-9a-f]+");
  private static final Duration SESSION = Duration.ofSeconds(30);

  private final ServerProcesses servers;
  private final Path folder;
  private final ZooKeeper session;

  private ZooKeeperContender(ServerProcesses servers, Path folder, ZooKeeper session) {
    this.servers = servers;
    this.folder = folder;
    this.session = session;
  }

  /**
   * Connects, and makes the nodes that are written and read.
   *
   * @param servers which are ended with it
   * @param folder of one of them
   * @param leader the client port of the one that leads
   */
  static ZooKeeperContender connect(ServerProcesses servers, Path folder, int leader)
      throws IOException, InterruptedException {
    ZKClientConfig settings = new ZKClientConfig();
    settings.setProperty(ZKClientConfig.ENABLE_CLIENT_SASL_KEY, "false");
    CountDownLatch connected = new CountDownLatch(1);
    ZooKeeper session =
        new ZooKeeper(
            "127.0.0.1:" + leader,
            (int) SESSION.toMillis(),
            event -> {
              if (event.getState() == Watcher.Event.KeeperState.SyncConnected) {
                connected.countDown();
              }
            },
            settings);
    if (!connected.await(SESSION.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("ZooKeeper gives no session");
    }
    make(session);
    return new ZooKeeperContender(servers, folder, session);
  }

  private static void make(ZooKeeper session) throws IOException, InterruptedException {
    List<Op> all = new ArrayList<>();
    all.add(node("/load"));
    for (int number = 0; number < Entries.KEYS; number++) {
      all.add(node(ZooKeeperLoad.path(number)));
    }
    try {
      session.multi(all);
    } catch (KeeperException refused) {
      throw new IOException("ZooKeeper makes no nodes", refused);
    }
  }

  private static Op node(String path) {
    return Op.create(path, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
  }

  @Override
  public String name() {
    return PeerKind.ZOOKEEPER.word();
  }

  @Override
  public Way way() {
    return Way.STREAM;
  }

  @Override
  public Load load(LoadKind kind, int inFlight) {
    return new ZooKeeperLoad(session, kind);
  }

  @Override
  public Duration processorTime() throws IOException {
    return servers.processorTime();
  }

  @Override
  public long logBytes() throws IOException {
    return LogBytes.of(folder, LOG);
  }

  @Override
  public void close() throws IOException {
    try {
      session.close();
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    } finally {
      servers.close();
    }
  }
}
