package io.quorate.server.files;

/**
 * The TCP ports of one node, each 1 to 65535 and different from the others.
 *
 * @param raft between the voters
 * @param api admin calls and heartbeats
 * @param http health and metrics
 */
public record NodePorts(int raft, int api, int http) {

  /** What a node file means when it names no port. */
  public static final NodePorts DEFAULT = new NodePorts(7_400, 7_401, 7_402);
}
