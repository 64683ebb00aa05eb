package io.quorate.core.transition;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.Term;
import io.quorate.core.failover.FailoverPlanner;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.failover.MemberView;
import io.quorate.core.failover.MemberView.Presence;
import io.quorate.core.failover.Situation;
import io.quorate.core.registry.Closure;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.EntryContext;
import io.quorate.core.registry.FailedPromotions;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberRecord;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.Phase;
import io.quorate.core.registry.Registry;
import io.quorate.core.registry.Request;
import io.quorate.core.registry.RoleRecord;
import io.quorate.core.store.InMemoryStore;
import io.quorate.core.store.Table;
import io.quorate.core.transition.NodeMove.Look;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of a member, for whatever its node shows and whether it is heard from: the
 * planner proposes it, the registry records it. The leader looks after every change of a node that
 * it hears.
 */
final class MemberWalk {
  private static final NodeId NODE = new NodeId("a");
  private static final Epoch EPOCH = new Epoch(1);
  private static final Term TERM = new Term(1);
  private static final ClusterTime NOW = new ClusterTime(1_000_000);
  private static final ClusterTime LATER = NOW.plus(Duration.ofMinutes(1));

  /** Whether a member is left alone after a failed promotion. */
  private enum Wait {
    OVER,
    RUNNING
  }

  /**
   * A member.
   *
   * @param recorded what the registry has
   * @param alone after a failed promotion
   * @param presence of its node
   * @param look of its node
   */
  private record Place(MemberState recorded, Wait alone, Presence presence, Look look) {}

  private final Set<NodeMove> moves;
  private final Set<Edge> edges = new LinkedHashSet<>();
  private final Set<Place> reached = new LinkedHashSet<>();
  private final Deque<Place> open = new ArrayDeque<>();

  private MemberWalk(Set<NodeMove> moves) {
    this.moves = moves;
  }

  /** Every change of what is recorded, given every change of what a node shows. */
  static Set<Edge> edges(Set<NodeMove> moves) {
    MemberWalk walk = new MemberWalk(moves);
    walk.reach(new Place(MemberState.UNCONFIGURED, Wait.OVER, Presence.UNKNOWN, Look.AT_REST));
    while (!walk.open.isEmpty()) {
      walk.leave(walk.open.removeFirst());
    }
    return walk.edges;
  }

  private void leave(Place place) {
    for (Presence presence : Presence.values()) {
      Place next = new Place(place.recorded(), place.alone(), presence, place.look());
      boolean gone = presence == Presence.OFFLINE;
      go(
          next,
          NodeMove.Ending.NOTHING,
          gone ? "its node is not heard from" : "its node is heard from");
    }
    if (place.alone() == Wait.RUNNING) {
      Place next = new Place(place.recorded(), Wait.OVER, place.presence(), place.look());
      go(next, NodeMove.Ending.NOTHING, "its wait is over");
    }
    if (place.presence() == Presence.UNKNOWN) {
      return;
    }
    for (NodeMove move : moves) {
      if (move.before().equals(place.look())) {
        Place next = new Place(place.recorded(), place.alone(), place.presence(), move.after());
        boolean heard = place.presence() != Presence.OFFLINE;
        NodeMove.Ending ending = heard ? move.ending() : NodeMove.Ending.NOTHING;
        boolean failed = ending == NodeMove.Ending.FAILED_PROMOTION;
        go(next, ending, failed ? "its promotion failed" : "its node says so");
      }
    }
  }

  /** The leader looks, and what it records is recorded. */
  private void go(Place place, NodeMove.Ending ending, String why) {
    MemberRecord known = record(place, ending);
    Place next =
        new Place(
            known.state(),
            known.leftAlone(NOW) ? Wait.RUNNING : Wait.OVER,
            place.presence(),
            place.look());
    edges.add(new Edge(place.recorded().name(), known.state().name(), why));
    reach(next);
  }

  private void reach(Place place) {
    if (reached.add(place)) {
      open.add(place);
    }
  }

  private static MemberRecord record(Place place, NodeMove.Ending ending) {
    GroupRecord group = group(place, ending);
    InMemoryStore store = new InMemoryStore();
    String key = group.spec().name().value();
    store.put(Table.GROUPS, key, group);
    TreeMap<NodeId, MemberView> views = new TreeMap<>();
    views.put(NODE, view(place, ending));
    Situation situation =
        new Situation(group, NOW, Situation.LeaseState.MAYBE_ALIVE, views, Duration.ofMinutes(1));
    List<Request> requests = new ArrayList<>();
    for (Command command : FailoverPlanner.plan(situation)) {
      if (command instanceof Command.RecordMember || command instanceof Command.ReleaseRole) {
        requests.add(Request.byLeader(command, TERM));
      }
    }
    Registry.apply(new EntryContext(TERM, 1, NOW), requests, store);
    GroupRecord after = Objects.requireNonNull(store.get(Table.GROUPS, key));
    return Objects.requireNonNull(after.members().get(NODE));
  }

  /** The role is with the node while its promotion fails, else with nobody. */
  private static GroupRecord group(Place place, NodeMove.Ending ending) {
    boolean held = ending == NodeMove.Ending.FAILED_PROMOTION;
    RoleRecord role =
        new RoleRecord(
            EPOCH,
            held ? Phase.PROMOTING : Phase.VACANT,
            NODE,
            held ? Closure.OPEN : Closure.RELEASED,
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            NOW);
    boolean waits = place.alone() == Wait.RUNNING;
    TreeMap<NodeId, MemberRecord> members = new TreeMap<>();
    members.put(
        NODE,
        new MemberRecord(
            place.recorded(),
            "",
            NOW,
            waits ? new FailedPromotions(1, LATER, "") : FailedPromotions.NONE));
    return Groups.record(role, null, members);
  }

  private static MemberView view(Place place, NodeMove.Ending ending) {
    Epoch ended = ending == NodeMove.Ending.FAILED_PROMOTION ? EPOCH : Epoch.NONE;
    @Nullable MemberReport report =
        place.presence() == Presence.UNKNOWN
            ? null
            : new MemberReport(
                Epoch.NONE,
                place.look().shown(),
                "",
                ended,
                ended,
                MemberReport.Quiescing.NO,
                MemberReport.Fitness.FIT,
                Revision.NONE,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    return new MemberView(place.presence(), Duration.ZERO, report, Duration.ZERO);
  }
}
