package io.quorate.bench.contender;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.quorate.bench.cluster.LogBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** Three servers of etcd, and a client that is connected to the one that leads. */
final class EtcdContender implements Contender {
  private static final Pattern LOG = Pattern.compile(".*\\.wal");

  private final ServerProcesses servers;
  private final Path folder;
  private final ManagedChannel channel;

  private EtcdContender(ServerProcesses servers, Path folder, ManagedChannel channel) {
    this.servers = servers;
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Connects.
   *
   * @param servers which are ended with it
   * @param folder of one of them
   * @param leader the client port of the one that leads
   */
  static EtcdContender connect(ServerProcesses servers, Path folder, int leader) {
    ManagedChannel channel =
        Grpc.newChannelBuilderForAddress("127.0.0.1", leader, InsecureChannelCredentials.create())
            .proxyDetector(target -> null)
            // Nothing waits where an answer comes, so no other thread has to take it over.
            .directExecutor()
            .build();
    return new EtcdContender(servers, folder, channel);
  }

  @Override
  public String name() {
    return PeerKind.ETCD.word();
  }

  @Override
  public Way way() {
    return Way.UNARY;
  }

  @Override
  public Load load(LoadKind kind, int inFlight) {
    return new EtcdLoad(channel, kind);
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
    channel.shutdownNow();
    servers.close();
  }
}
