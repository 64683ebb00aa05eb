package io.quorate.core.failover;

import io.quorate.core.ClusterTime;
import io.quorate.core.NodeId;
import io.quorate.core.facts.FactReport;
import io.quorate.core.facts.FactSheet;
import io.quorate.core.registry.GroupRecord;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a decision about one group rests on.
 *
 * @param group what the registry says
 * @param now cluster time
 * @param lease what the grantor says of the open epoch
 * @param members what the leader knows of each member
 * @param leaderFor how long this leader has been leading
 */
public record Situation(
    GroupRecord group,
    ClusterTime now,
    LeaseState lease,
    SortedMap<NodeId, MemberView> members,
    Duration leaderFor) {

  /** What the grantor says of the open epoch. */
  public enum LeaseState {
    /** It may be alive, or there is no open epoch. */
    MAYBE_ALIVE,
    /** It is surely over (G4). */
    SURELY_OVER
  }

  /** Keeps its own copy. */
  public Situation {
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
  }

  /** What is known of the node that holds the role; null when nobody does or it is no member. */
  public @Nullable MemberView holder() {
    NodeId holder = group.role().holder();
    return holder == null ? null : members.get(holder);
  }

  /** What the holder said about the group; null when it said nothing yet. */
  public @Nullable MemberReport holderReport() {
    MemberView holder = holder();
    return holder == null ? null : holder.report();
  }

  /**
   * Whether this leader is too new to say anything of the member: it has not heard from it, or no
   * majority has confirmed an answer to it, and has led for no longer than it takes to call a
   * member offline. A moment later it can say.
   */
  public boolean tooNewFor(NodeId node) {
    MemberView view = members.get(node);
    if (view == null) {
      return false;
    }
    return switch (view.presence()) {
      case UNKNOWN -> true;
      case UNCONFIRMED -> leaderFor.compareTo(group.spec().timing().lease()) <= 0;
      case ONLINE, LEAVING, OFFLINE -> false;
    };
  }

  /** The facts of the members, as each said them last. */
  public FactSheet facts() {
    SortedMap<NodeId, List<FactReport>> said = new TreeMap<>();
    members.forEach(
        (node, view) -> {
          MemberReport report = view.report();
          if (report != null) {
            said.put(node, report.facts());
          }
        });
    return new FactSheet(group.spec(), said);
  }
}
