package io.quorate.server.files;

import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.v1.NodeFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a node file must say; finds everything that is wrong with it, not the first. */
final class NodeFileRules {

  /** Leaves room for the names below it: paths are limited to 4096 bytes, some tools to fewer. */
  private static final int MAX_PATH = 512;

  private static final Duration MAX_HANDOVER = Duration.ofHours(1);

  private final NodeFile file;
  private final Path folder;
  private final Predicate<String> written;
  private final NodeFindings findings = new NodeFindings();

  private NodeFileRules(NodeFile file, Path folder, Predicate<String> written) {
    this.file = file;
    this.folder = folder;
    this.written = written;
  }

  /**
   * What came of it.
   *
   * @param settings null when there is a problem
   * @param findings problems and warnings
   */
  record Verdict(@Nullable NodeSettings settings, List<NodeFindings.Finding> findings) {}

  /**
   * Checks a file.
   *
   * @param folder absolute folder of the file, which relative paths in it start from
   * @param written whether the file has something at a path, because an explicit 0 is no default
   */
  static Verdict check(NodeFile file, Path folder, Predicate<String> written) {
    return new NodeFileRules(file, folder, written).check();
  }

  private Verdict check() {
    findings.isName("cluster", file.getCluster());
    boolean named = findings.isName("node", file.getNode());
    Path data = dataDirectory();
    List<NodePeer> peers = new PeerRules(findings, written).read(file);
    Optional<NodePeer> self = named ? self(peers) : Optional.empty();
    BindHosts bind = bind(self);
    TimingProfile timing = timing();
    NodeLimits limits = limits();
    Path watchdog = watchdog(self);
    Path trust = trust(peers);
    if (!findings.acceptable() || data == null || self.isEmpty()) {
      return new Verdict(null, findings.all());
    }
    NodeId node = self.get().node();
    return new Verdict(
        new NodeSettings(
            file.getCluster(), node, data, peers, bind, timing, limits, watchdog, trust),
        findings.all());
  }

  private Optional<NodePeer> self(List<NodePeer> peers) {
    Optional<NodePeer> self =
        peers.stream().filter(peer -> peer.node().value().equals(file.getNode())).findFirst();
    boolean listed =
        file.getPeersList().stream().anyMatch(entry -> entry.getNode().equals(file.getNode()));
    if (!listed && file.getPeersCount() > 0) {
      findings.problem(
          "node",
          "'" + file.getNode() + "' is none of the peers",
          "use one of " + peers.stream().map(NodePeer::node).toList() + ", or add it to peers");
    }
    return self;
  }

  private @Nullable Path dataDirectory() {
    String text = file.getDataDirectory();
    if (text.isBlank()) {
      findings.problem(
          "data_directory", "is missing", "write a folder on a local disk of this node");
      return null;
    }
    // Ratis keeps its storage folders as a list separated by commas.
    if (text.chars().anyMatch(c -> c < ' ' || c == ',')) {
      findings.problem(
          "data_directory", "holds a comma or control character", "choose another name");
      return null;
    }
    Path path = path("data_directory", text);
    if (path == null) {
      return null;
    }
    Path absolute = folder.resolve(path).normalize();
    if (absolute.getNameCount() == 0) {
      findings.problem("data_directory", "is the root of the file system", "use a folder below");
    } else if (absolute.toString().length() > MAX_PATH) {
      findings.problem(
          "data_directory",
          "its path has " + absolute.toString().length() + " characters",
          "use at most " + MAX_PATH);
    }
    return absolute;
  }

  private BindHosts bind(Optional<NodePeer> self) {
    String own = self.map(NodePeer::host).orElse("");
    return new BindHosts(
        bindHost("bind.raft", file.getBind().getRaft(), own),
        bindHost("bind.api", file.getBind().getApi(), own),
        bindHost("bind.http", file.getBind().getHttp(), own));
  }

  private String bindHost(String path, String text, String own) {
    if (text.isEmpty() && !written.test(path)) {
      return own;
    }
    Optional<String> host = Hosts.normal(text);
    if (host.isEmpty()) {
      findings.problem(
          path,
          "'" + text + "' is neither an address nor a host name",
          "for example 10.0.0.1 or fd00::1, without a port");
    } else if (Hosts.isWildcard(host.get())) {
      findings.warning(
          path,
          "listens on every address of the machine, and anybody who reaches one may connect",
          "write one address, or keep others out with a firewall");
    }
    return host.orElse(own);
  }

  private TimingProfile timing() {
    String text = file.getTiming();
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "", "lan" -> TimingProfile.LAN;
      case "fast" -> TimingProfile.FAST;
      case "wan" -> TimingProfile.WAN;
      default -> {
        findings.problem("timing", "'" + text + "' is not a profile", "use fast, lan or wan");
        yield TimingProfile.LAN;
      }
    };
  }

  private NodeLimits limits() {
    io.quorate.v1.NodeLimits limits = file.getLimits();
    NodeLimits defaults = NodeLimits.DEFAULT;
    return new NodeLimits(
        limit("max_groups", limits.getMaxGroups(), defaults.maxGroups(), 1, 10_000),
        limit("max_commands", limits.getMaxCommands(), defaults.maxCommands(), 1, 1_024),
        limit("service_log_mib", limits.getServiceLogMib(), defaults.serviceLogMib(), 1, 65_536),
        handover(limits),
        limit("min_free_mib", limits.getMinFreeMib(), defaults.minFreeMib(), 0, 1_048_576));
  }

  private int limit(String key, int value, int byDefault, int min, int max) {
    String path = "limits." + key;
    return value == 0 && !written.test(path) ? byDefault : findings.inRange(path, value, min, max);
  }

  private Duration handover(io.quorate.v1.NodeLimits limits) {
    if (!limits.hasHandoverTimeout()) {
      return NodeLimits.DEFAULT.handoverTimeout();
    }
    Duration timeout =
        Duration.ofSeconds(
            limits.getHandoverTimeout().getSeconds(), limits.getHandoverTimeout().getNanos());
    if (timeout.isNegative() || timeout.compareTo(MAX_HANDOVER) > 0) {
      findings.problem("limits.handover_timeout", "is out of range", "use 0s to 1h");
    }
    return timeout;
  }

  private @Nullable Path watchdog(Optional<NodePeer> self) {
    String text = file.getWatchdogDevice();
    if (text.isEmpty()) {
      return null;
    }
    Path device = path("watchdog_device", text);
    if (device != null && !device.isAbsolute()) {
      findings.problem(
          "watchdog_device", "'" + text + "' is not absolute", "for example /dev/watchdog");
    }
    if (self.map(NodePeer::kind).orElse(NodeKind.DATA) != NodeKind.DATA) {
      findings.warning(
          "watchdog_device", "a witness serves nothing, so nothing feeds it", "leave it out");
    }
    return device;
  }

  private @Nullable Path trust(List<NodePeer> peers) {
    String text = file.getTrustDirectory();
    if (text.isEmpty()) {
      if (!peers.stream().allMatch(peer -> Hosts.isLoopback(peer.host()))) {
        findings.warning(
            "trust_directory",
            "is missing: nothing is encrypted, and whoever reaches a port commands the cluster",
            "make credentials: quorate trust init; or keep others out with a firewall");
      }
      return null;
    }
    Path path = path("trust_directory", text);
    return path == null ? null : folder.resolve(path).normalize();
  }

  private @Nullable Path path(String key, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException malformed) {
      findings.problem(key, "'" + text + "' is not a path", "for example /var/lib/quorate");
      return null;
    }
  }
}
