package io.quorate.server.session;

import io.grpc.ManagedChannel;
import io.quorate.core.NodeId;
import io.quorate.server.transport.Transport;
import io.quorate.v1.AdminGrpc;
import io.quorate.v1.BackupsGrpc;
import io.quorate.v1.ConfigurationGrpc;
import io.quorate.v1.CountersGrpc;
import io.quorate.v1.DiagnosisGrpc;
import io.quorate.v1.NodeFormationGrpc;
import io.quorate.v1.NodeSeatsGrpc;
import io.quorate.v1.NodeSessionGrpc;
import io.quorate.v1.NodesGrpc;
import io.quorate.v1.RuntimeGrpc;
import io.quorate.v1.SecretsGrpc;
import io.quorate.v1.SessionsGrpc;
import io.quorate.v1.TrustGrpc;
import io.quorate.v1.WritesGrpc;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Channels to the API of the other nodes. A channel connects when it is first used and again after
 * it broke.
 */
public final class Peers implements AutoCloseable {
  private static final int CLOSE_SECONDS = 2;

  private final SortedMap<NodeId, ManagedChannel> channels = new TreeMap<>();

  /**
   * Opens nothing yet.
   *
   * @param addresses host and port of each other node
   */
  public Peers(Map<NodeId, HostPort> addresses, Transport transport) {
    addresses.forEach((node, address) -> channels.put(node, transport.channel(address)));
  }

  /** The other nodes. */
  public SortedSet<NodeId> nodes() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(channels.keySet()));
  }

  /** Calls between nodes. {@link IllegalArgumentException} for a node that is not another one. */
  public NodeSessionGrpc.NodeSessionFutureStub session(NodeId node) {
    return NodeSessionGrpc.newFutureStub(channel(node));
  }

  /**
   * Admin calls, for forwarding. {@link IllegalArgumentException} for a node that is not another
   * one.
   */
  public AdminGrpc.AdminStub admin(NodeId node) {
    return AdminGrpc.newStub(channel(node));
  }

  /** Calls that form the cluster; the same holds. */
  public NodeFormationGrpc.NodeFormationFutureStub formation(NodeId node) {
    return NodeFormationGrpc.newFutureStub(channel(node));
  }

  /** Calls about backups, for forwarding; the same holds. */
  public BackupsGrpc.BackupsStub backups(NodeId node) {
    return BackupsGrpc.newStub(channel(node));
  }

  /** Questions of how a node is, for forwarding; the same holds. */
  public DiagnosisGrpc.DiagnosisStub diagnosis(NodeId node) {
    return DiagnosisGrpc.newStub(channel(node));
  }

  /** Calls about the places of nodes, for forwarding; the same holds. */
  public NodesGrpc.NodesStub places(NodeId node) {
    return NodesGrpc.newStub(channel(node));
  }

  /** Calls about certificates, for forwarding; the same holds. */
  public TrustGrpc.TrustStub trust(NodeId node) {
    return TrustGrpc.newStub(channel(node));
  }

  /** Calls of nodes without data, for forwarding; the same holds. */
  public NodeSeatsGrpc.NodeSeatsStub seats(NodeId node) {
    return NodeSeatsGrpc.newStub(channel(node));
  }

  /** Calls of a node without data; the same holds. */
  public NodeSeatsGrpc.NodeSeatsFutureStub claims(NodeId node) {
    return NodeSeatsGrpc.newFutureStub(channel(node));
  }

  /** Calls about configurations, for forwarding; the same holds. */
  public ConfigurationGrpc.ConfigurationStub configuration(NodeId node) {
    return ConfigurationGrpc.newStub(channel(node));
  }

  /** Calls about runtime entries, for forwarding; the same holds. */
  public RuntimeGrpc.RuntimeStub runtime(NodeId node) {
    return RuntimeGrpc.newStub(channel(node));
  }

  /** Calls about counters, for forwarding; the same holds. */
  public CountersGrpc.CountersStub counters(NodeId node) {
    return CountersGrpc.newStub(channel(node));
  }

  /** Calls about sessions of programs, for forwarding; the same holds. */
  public SessionsGrpc.SessionsStub sessions(NodeId node) {
    return SessionsGrpc.newStub(channel(node));
  }

  /** Calls about secrets, for forwarding; the same holds. */
  public SecretsGrpc.SecretsStub secrets(NodeId node) {
    return SecretsGrpc.newStub(channel(node));
  }

  /** Streams of writes, for forwarding; the same holds. */
  public WritesGrpc.WritesStub writes(NodeId node) {
    return WritesGrpc.newStub(channel(node));
  }

  /**
   * Connects again at once where a channel waits after failures: the node answered on another path
   * just now, or a heartbeat is due and may not wait for a back-off.
   */
  public void reconnect(NodeId node) {
    channel(node).resetConnectBackoff();
  }

  /**
   * Opens a connection of its own for whatever is asked from now on, with the credentials of now;
   * what is on its way comes to its end on the old one.
   */
  public void connectAnew() {
    channels.values().forEach(ManagedChannel::enterIdle);
  }

  /** The same for the connection to one; for a node that is not another one, nothing. */
  public void connectAnew(NodeId node) {
    ManagedChannel channel = channels.get(node);
    if (channel != null) {
      channel.enterIdle();
    }
  }

  private ManagedChannel channel(NodeId node) {
    ManagedChannel channel = channels.get(node);
    if (channel == null) {
      throw new IllegalArgumentException(node + " is not another node of this cluster");
    }
    return channel;
  }

  @Override
  public void close() {
    channels.values().forEach(ManagedChannel::shutdownNow);
    for (ManagedChannel channel : channels.values()) {
      try {
        if (!channel.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
          return;
        }
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
