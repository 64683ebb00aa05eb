package io.quorate.server.leader;

import io.quorate.core.NodeId;
import io.quorate.core.PersistentMap;
import io.quorate.core.session.HeartbeatId;
import io.quorate.v1.HeartbeatRequest;
import io.quorate.v1.Notice;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What nodes say of themselves that nothing is decided from: for people. */
final class HeardHeartbeats {
  private final Map<NodeId, HeartbeatId> last = new TreeMap<>();
  private PersistentMap<NodeId, Facts> facts = PersistentMap.empty();

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

    /** Whether it says the same to a person: its log grows all the time. */
    boolean looksLike(Facts other) {
      return version.equals(other.version)
          && leaving == other.leaving
          && warnings.equals(other.warnings);
    }
  }

  /**
   * Takes a heartbeat.
   *
   * @return whether it says something else to a person
   */
  boolean take(HeartbeatRequest request, HeartbeatId id) {
    HeartbeatId known = last.get(id.node());
    if (known != null && !id.after(known)) {
      return false;
    }
    last.put(id.node(), id);
    Facts said =
        new Facts(
            request.getVersion(),
            request.getAppliedIndex(),
            request.getLeaving(),
            request.getWarningsList());
    Facts before = facts.get(id.node());
    facts = facts.with(id.node(), said);
    return before == null || !said.looksLike(before);
  }

  /** What each node said last, at this moment. */
  PersistentMap<NodeId, Facts> picture() {
    return facts;
  }

  void clear() {
    last.clear();
    facts = PersistentMap.empty();
  }
}
