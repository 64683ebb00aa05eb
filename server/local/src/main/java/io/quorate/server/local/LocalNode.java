package io.quorate.server.local;

import io.quorate.client.NodeAddress;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.server.files.NodePorts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;

/**
 * A node of a {@link LocalCluster}.
 *
 * @param node its name
 * @param kind data or witness
 * @param ports its ports on 127.0.0.1
 * @param servicePort where the demo's service listens when it runs here
 * @param directory the node's own folder: node file, data and log
 */
public record LocalNode(
    NodeId node, NodeKind kind, NodePorts ports, int servicePort, Path directory) {
  static final String HOST = "127.0.0.1";

  /** Its node file. */
  public Path file() {
    return directory.resolve("quorate.yaml");
  }

  /** Where its registry and the state of its guards are. */
  public Path data() {
    return directory.resolve("data");
  }

  /** What its process prints, over all of its starts. */
  public Path log() {
    return directory.resolve("node.log");
  }

  /** Where it answers admin calls. */
  public NodeAddress api() {
    return new NodeAddress(HOST, ports.api());
  }

  /** Where it shows its metrics. */
  public URI metrics() {
    return URI.create("http://" + HOST + ":" + ports.http() + "/metrics");
  }

  /** Where clients reach the demo's service on it. */
  public InetSocketAddress service() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), servicePort);
  }
}
