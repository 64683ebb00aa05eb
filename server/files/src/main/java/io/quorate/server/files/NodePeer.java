package io.quorate.server.files;

import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;

/**
 * A voter of the cluster and where the others reach it.
 *
 * @param node its name
 * @param kind DATA or WITNESS
 * @param host IPv4 address, IPv6 address without brackets, or host name; never a wildcard
 * @param ports its ports at that host
 */
public record NodePeer(NodeId node, NodeKind kind, String host, NodePorts ports) {

  /** The address of admin calls and heartbeats as host:port, IPv6 in brackets. */
  public String apiAddress() {
    return Hosts.withPort(host, ports.api());
  }

  /** The address between the voters as host:port, IPv6 in brackets. */
  public String raftAddress() {
    return Hosts.withPort(host, ports.raft());
  }

  /** The address of health and metrics as host:port, IPv6 in brackets. */
  public String httpAddress() {
    return Hosts.withPort(host, ports.http());
  }
}
