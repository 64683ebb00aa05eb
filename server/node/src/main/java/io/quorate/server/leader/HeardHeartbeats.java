package io.quorate.server.leader;

import io.quorate.core.NodeId;
import io.quorate.core.session.HeartbeatId;
import io.quorate.v1.HeartbeatRequest;
import io.quorate.v1.Notice;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What nodes say of themselves that nothing is decided from: for people. */
final class HeardHeartbeats {
  private final Map<NodeId, HeartbeatId> last = new TreeMap<>();
  private final Map<NodeId, Facts> facts = new TreeMap<>();

  /**
   * What a node said last.
   *
   * @param version of its program
   * @param appliedIndex last entry that it has applied
   * @param leaving whether it is about to stop
   * @param warnings what an operator should know of it
   */
  record Facts(String version, long appliedIndex, boolean leaving, List<Notice> warnings) {
    Facts {
      warnings = List.copyOf(warnings);
    }
  }

  void take(HeartbeatRequest request, HeartbeatId id) {
    HeartbeatId known = last.get(id.node());
    if (known == null || id.after(known)) {
      last.put(id.node(), id);
      facts.put(
          id.node(),
          new Facts(
              request.getVersion(),
              request.getAppliedIndex(),
              request.getLeaving(),
              request.getWarningsList()));
    }
  }

  @Nullable Facts of(NodeId node) {
    return facts.get(node);
  }

  Map<NodeId, Facts> all() {
    return facts;
  }

  void clear() {
    last.clear();
    facts.clear();
  }
}
