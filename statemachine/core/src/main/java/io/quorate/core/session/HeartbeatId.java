package io.quorate.core.session;

import io.quorate.core.NodeId;
import io.quorate.core.membership.PeerGeneration;

/**
 * Names one heartbeat.
 *
 * @param node the sender
 * @param incarnation counts the starts of the sender on its disk, those of a later generation after
 *     all of an earlier one ({@link PeerGeneration#incarnation})
 * @param sequence counts the heartbeats of one incarnation
 */
public record HeartbeatId(NodeId node, long incarnation, long sequence)
    implements Comparable<HeartbeatId> {

  /** Whether it was sent after the other of the same node: in a later run, or later in the same. */
  public boolean after(HeartbeatId other) {
    int byRun = Long.compareUnsigned(incarnation, other.incarnation);
    return byRun > 0 || (byRun == 0 && Long.compareUnsigned(sequence, other.sequence) > 0);
  }

  /** Whether both are of the same run of the same node. */
  public boolean sameRun(HeartbeatId other) {
    return node.equals(other.node) && incarnation == other.incarnation;
  }

  @Override
  public int compareTo(HeartbeatId other) {
    int byNode = node.compareTo(other.node);
    if (byNode != 0) {
      return byNode;
    }
    return this.equals(other) ? 0 : after(other) ? 1 : -1;
  }

  @Override
  public String toString() {
    return node + "/" + incarnation + "/" + sequence;
  }
}
