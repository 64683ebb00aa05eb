package io.quorate.server;

import io.quorate.core.Term;
import io.quorate.core.registry.Event;
import io.quorate.replica.ReplicaListener;
import io.quorate.replica.store.EntryPosition;
import io.quorate.server.agent.Agent;
import io.quorate.server.leader.LeaderLoop;
import io.quorate.server.registry.AppliedWork;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Passes on what the replica says, to parts that are made after it. A leadership that came before
 * is told when the leader loop is there; the agent looks by itself.
 */
final class ReplicaNews implements ReplicaListener<Event> {
  private final AtomicReference<@Nullable LeaderLoop> leader = new AtomicReference<>();
  private final AtomicReference<@Nullable Agent> agent = new AtomicReference<>();
  private final List<AppliedWork> work = new CopyOnWriteArrayList<>();
  private final RoleEnds ends;
  private volatile @Nullable Term ready;

  /**
   * To be told.
   *
   * @param ends of epochs are counted while this node leads: another sees what was applied long ago
   *     as well, when it starts
   */
  ReplicaNews(RoleEnds ends) {
    this.ends = ends;
  }

  synchronized void tell(LeaderLoop loop) {
    leader.set(loop);
    Term waiting = ready;
    if (waiting != null) {
      loop.leadershipReady(waiting);
    }
  }

  void tell(Agent started) {
    agent.set(started);
  }

  void tell(AppliedWork made) {
    work.add(made);
  }

  /** Once what an earlier run left is taken up: this work may start processes. */
  void startWork() {
    work.forEach(AppliedWork::start);
  }

  /** A heartbeat of this node would bring news. */
  void nudge() {
    Agent reporting = agent.get();
    if (reporting != null) {
      reporting.nudge();
    }
  }

  @Override
  public void applied(EntryPosition position, List<Event> events) {
    LeaderLoop loop = leader.get();
    if (loop != null) {
      loop.applied(events);
    }
    work.forEach(each -> each.applied(events));
    if (ready != null) {
      ends.applied(events);
    }
    if (events.stream().anyMatch(event -> event.group() != null)) {
      nudge();
    }
  }

  @Override
  public void restored(EntryPosition position) {
    LeaderLoop loop = leader.get();
    if (loop != null) {
      loop.restored();
    }
    work.forEach(AppliedWork::restored);
  }

  @Override
  public synchronized void leadershipReady(long term) {
    ready = new Term(term);
    LeaderLoop loop = leader.get();
    if (loop != null) {
      loop.leadershipReady(new Term(term));
    }
  }

  @Override
  public synchronized void leadershipLost() {
    ready = null;
    LeaderLoop loop = leader.get();
    if (loop != null) {
      loop.leadershipLost();
    }
  }
}
