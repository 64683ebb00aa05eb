package io.quorate.bench.contender;

import io.quorate.server.local.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * ZooKeeper, as it is without settings: what it answers to is on the disks of a majority. Its
 * servers run from the class path of this process.
 */
final class ZooKeeperPeer implements Peer {
  private static final String MAIN = "org.apache.zookeeper.server.quorum.QuorumPeerMain";
  private static final String NAME = "zookeeper";
  private static final int SERVERS = 3;

  /** The heap that its own start script gives it. */
  private static final String HEAP = "-Xmx1000m";

  /** What libraries on our class path log with; it would log every request otherwise. */
  private static final String LOGGING =
      """
      <configuration>
        <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%d %-5level %logger{20} %msg%n</pattern></encoder>
        </appender>
        <root level="WARN"><appender-ref ref="OUT"/></root>
      </configuration>
      """;

  private ZooKeeperPeer() {}

  /**
   * The one on the class path.
   *
   * @throws PeerMissingException when it is not there
   */
  static ZooKeeperPeer find() throws PeerMissingException {
    try {
      Class.forName(MAIN, false, ZooKeeperPeer.class.getClassLoader());
      return new ZooKeeperPeer();
    } catch (ClassNotFoundException | LinkageError missing) {
      throw new PeerMissingException(
          "--peer zookeeper needs the library org.apache.zookeeper:zookeeper, which is not on the"
              + " class path: start it with bench/bin/quorate-bench, which brings it");
    }
  }

  @Override
  public Contender start(@Nullable Path directory, RandomGenerator random)
      throws IOException, InterruptedException {
    List<Integer> ports = FreePorts.choose(3 * SERVERS, random);
    List<Integer> clients = ports.subList(0, SERVERS);
    List<Integer> others = ports.subList(SERVERS, ports.size());
    ServerProcesses servers = ServerProcesses.in(directory);
    try {
      for (int i = 0; i < SERVERS; i++) {
        Path folder = Files.createDirectories(servers.folder(name(i)));
        Files.writeString(
            Files.createDirectories(folder.resolve("data")).resolve("myid"),
            Integer.toString(i + 1));
        Files.writeString(folder.resolve("logback.xml"), LOGGING);
        Files.writeString(folder.resolve("zoo.cfg"), settings(folder, clients.get(i), others));
        servers.start(name(i), command(folder));
      }
      int leader = Leader.await(servers, clients, new ZooKeeperQuestion());
      return ZooKeeperContender.connect(servers, servers.folder(name(0)), leader);
    } catch (IOException | InterruptedException failed) {
      servers.close();
      throw failed;
    }
  }

  private static List<String> command(Path folder) {
    return List.of(
        Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
        HEAP,
        "-XX:+PerfDisableSharedMem",
        "-Dlogback.configurationFile=" + folder.resolve("logback.xml"),
        "-cp",
        System.getProperty("java.class.path", ""),
        MAIN,
        folder.resolve("zoo.cfg").toString());
  }

  /** Those of its own example, and the rest for servers of one machine. */
  private static String settings(Path folder, int client, List<Integer> others) {
    StringBuilder settings = new StringBuilder();
    settings.append("tickTime=2000\ninitLimit=10\nsyncLimit=5\n");
    settings.append("dataDir=").append(folder.resolve("data")).append('\n');
    settings.append("clientPortAddress=127.0.0.1\nclientPort=").append(client).append('\n');
    settings.append("admin.enableServer=false\n4lw.commands.whitelist=srvr\n");
    for (int i = 0; i < SERVERS; i++) {
      settings
          .append("server.")
          .append(i + 1)
          .append("=127.0.0.1:")
          .append(others.get(2 * i))
          .append(':')
          .append(others.get(2 * i + 1))
          .append('\n');
    }
    return settings.toString();
  }

  private static String name(int server) {
    return NAME + "-" + (server + 1);
  }
}
