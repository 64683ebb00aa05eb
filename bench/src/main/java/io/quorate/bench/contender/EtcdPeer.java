package io.quorate.bench.contender;

import io.quorate.server.local.FreePorts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * etcd, as it is without settings: what it answers to is on the disks of a majority.
 *
 * @param program of it
 */
record EtcdPeer(Path program) implements Peer {
  private static final String NAME = "etcd";
  private static final int SERVERS = 3;

  /** What the servers may keep: as much as it can, so that no load of ours is refused. */
  private static final long QUOTA_BYTES = 8L << 30;

  /**
   * The one that was named, else the one on the path.
   *
   * @throws PeerMissingException when it is not there
   */
  static EtcdPeer find(@Nullable Path named) throws PeerMissingException {
    if (named != null) {
      if (!Files.isRegularFile(named) || !Files.isExecutable(named)) {
        throw new PeerMissingException("--etcd " + named + " is no program");
      }
      return new EtcdPeer(named.toAbsolutePath());
    }
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, NAME).toAbsolutePath())
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .map(EtcdPeer::new)
        .orElseThrow(
            () ->
                new PeerMissingException(
                    "--peer etcd needs the program etcd, which is not on PATH: install it (the"
                        + " package etcd-server of Debian), or name it with --etcd FILE"));
  }

  @Override
  public Contender start(@Nullable Path directory, RandomGenerator random)
      throws IOException, InterruptedException {
    List<Integer> ports = FreePorts.choose(2 * SERVERS, random);
    List<Integer> clients = ports.subList(0, SERVERS);
    List<Integer> peers = ports.subList(SERVERS, ports.size());
    ServerProcesses servers = ServerProcesses.in(directory);
    try {
      for (int i = 0; i < SERVERS; i++) {
        servers.start(name(i), command(i, clients.get(i), peers, servers.folder(name(i))));
      }
      int leader = Leader.await(servers, clients, new EtcdQuestion());
      return EtcdContender.connect(servers, servers.folder(name(0)), leader);
    } catch (IOException | InterruptedException failed) {
      servers.close();
      throw failed;
    }
  }

  private List<String> command(int server, int client, List<Integer> peers, Path folder) {
    String own = url(peers.get(server));
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(
        List.of("--name", name(server), "--data-dir", folder.resolve("data").toString()));
    command.addAll(List.of("--listen-client-urls", url(client)));
    command.addAll(List.of("--advertise-client-urls", url(client)));
    command.addAll(List.of("--listen-peer-urls", own, "--initial-advertise-peer-urls", own));
    command.addAll(List.of("--initial-cluster", members(peers)));
    command.addAll(List.of("--initial-cluster-token", "quorate-bench"));
    command.addAll(List.of("--quota-backend-bytes", Long.toString(QUOTA_BYTES)));
    command.addAll(List.of("--logger", "zap", "--log-outputs", "stderr", "--log-level", "warn"));
    return command;
  }

  private static String members(List<Integer> peers) {
    return IntStream.range(0, SERVERS)
        .mapToObj(server -> name(server) + "=" + url(peers.get(server)))
        .collect(Collectors.joining(","));
  }

  private static String name(int server) {
    return NAME + "-" + (server + 1);
  }

  private static String url(int port) {
    return "http://127.0.0.1:" + port;
  }
}
