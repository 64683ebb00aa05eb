package io.quorate.bench.contender;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What Quorate is measured beside, as a user chooses it. */
public final class PeerOptions {
  @Option(
      names = "--peer",
      paramLabel = "PEER",
      split = ",",
      description =
          "etcd or zookeeper, or both: three servers of it do the same work in turn with Quorate,"
              + " and how these compare is printed.")
  private List<PeerKind> kinds = List.of();

  @Option(
      names = "--etcd",
      paramLabel = "FILE",
      description = "The program of etcd. Default: etcd on PATH.")
  private @Nullable Path etcd;

  /**
   * Those that were chosen.
   *
   * @throws ParameterException when one is not there
   */
  public Map<PeerKind, Peer> find(CommandLine line) {
    Map<PeerKind, Peer> peers = new LinkedHashMap<>();
    try {
      for (PeerKind kind : new TreeSet<>(kinds)) {
        peers.put(
            kind,
            switch (kind) {
              case ETCD -> EtcdPeer.find(etcd);
              case ZOOKEEPER -> ZooKeeperPeer.find();
            });
      }
      return peers;
    } catch (PeerMissingException missing) {
      throw new ParameterException(line, missing.getMessage());
    }
  }
}
