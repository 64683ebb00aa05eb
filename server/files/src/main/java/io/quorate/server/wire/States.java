package io.quorate.server.wire;

import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.Phase;
import io.quorate.v1.NodeState;

/** The visible states in the core and on the wire. */
public final class States {
  private States() {}

  /** The wire's form. */
  public static NodeState message(MemberState state) {
    return switch (state) {
      case UNCONFIGURED -> NodeState.NODE_UNCONFIGURED;
      case STANDBY -> NodeState.NODE_STANDBY;
      case PROMOTING -> NodeState.NODE_PROMOTING;
      case ACTIVE -> NodeState.NODE_ACTIVE;
      case QUIESCING -> NodeState.NODE_QUIESCING;
      case DEMOTING -> NodeState.NODE_DEMOTING;
      case FAILED -> NodeState.NODE_FAILED;
      case DEGRADED -> NodeState.NODE_DEGRADED;
      case INTERRUPTED -> NodeState.NODE_INTERRUPTED;
      case OFFLINE -> NodeState.NODE_OFFLINE;
    };
  }

  /** The core's form; UNCONFIGURED for what it does not know. */
  public static MemberState state(NodeState message) {
    return switch (message) {
      case NODE_STANDBY -> MemberState.STANDBY;
      case NODE_PROMOTING -> MemberState.PROMOTING;
      case NODE_ACTIVE -> MemberState.ACTIVE;
      case NODE_QUIESCING -> MemberState.QUIESCING;
      case NODE_DEMOTING -> MemberState.DEMOTING;
      case NODE_FAILED -> MemberState.FAILED;
      case NODE_DEGRADED -> MemberState.DEGRADED;
      case NODE_INTERRUPTED -> MemberState.INTERRUPTED;
      case NODE_OFFLINE -> MemberState.OFFLINE;
      case NODE_UNCONFIGURED, NODE_STATE_UNSPECIFIED, UNRECOGNIZED -> MemberState.UNCONFIGURED;
    };
  }

  /** The wire's form. */
  public static io.quorate.v1.Phase message(Phase phase) {
    return switch (phase) {
      case VACANT -> io.quorate.v1.Phase.VACANT;
      case PROMOTING -> io.quorate.v1.Phase.PROMOTING;
      case ACTIVE -> io.quorate.v1.Phase.ACTIVE;
      case QUIESCING -> io.quorate.v1.Phase.QUIESCING;
      case DEMOTING -> io.quorate.v1.Phase.DEMOTING;
    };
  }
}
