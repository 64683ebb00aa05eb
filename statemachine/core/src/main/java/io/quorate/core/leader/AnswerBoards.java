package io.quorate.core.leader;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.Term;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.lease.LeaseGrantor;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.session.Changes;
import io.quorate.core.session.Heartbeat;
import io.quorate.core.session.HeartbeatAnswer;
import io.quorate.core.session.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** What every node is to be told, and the answers made of it. */
final class AnswerBoards {
  /**
   * Declarations in one answer, in bytes; a node that needs more gets the rest with the next ones,
   * so that no number of groups makes an answer too large to arrive.
   */
  static final int SPEC_BYTES = 4 << 20;

  /** A node that needs more declarations shall ask for them at once. */
  private static final Duration MORE_TO_COME = Duration.ofMillis(20);

  private final LeaderSetting setting;
  private final Term term;
  private final LeaseGrantor grantor;
  private final BiFunction<GroupRecord, NodeId, String> held;
  private final SortedMap<NodeId, OrderBoard> boards = new TreeMap<>();

  /**
   * Of one term.
   *
   * @param held why files of a group's configuration stay as they are on a node; empty: they do not
   */
  AnswerBoards(
      LeaderSetting setting,
      Term term,
      LeaseGrantor grantor,
      BiFunction<GroupRecord, NodeId, String> held) {
    this.setting = setting;
    this.term = term;
    this.grantor = grantor;
    this.held = held;
  }

  /** The node is heard from: keeps a board for it from now on. */
  void open(NodeId node, Collection<GroupRecord> groups) {
    boards.computeIfAbsent(
        node,
        fresh -> {
          OrderBoard board = new OrderBoard(fresh);
          groups.forEach(group -> put(board, fresh, group));
          return board;
        });
  }

  /** The group is as the record says. */
  void put(GroupRecord group) {
    boards.forEach((node, board) -> put(board, node, group));
  }

  private void put(OrderBoard board, NodeId node, GroupRecord group) {
    board.put(group, grantor, held.apply(group, node));
  }

  void remove(GroupId group) {
    boards.values().forEach(board -> board.remove(group));
  }

  /** The answer to a heartbeat of a node that is heard from. */
  HeartbeatAnswer answer(Heartbeat beat, HeardNode node, SortedMap<GroupId, GroupRecord> groups) {
    OrderBoard board = boards.getOrDefault(node.node(), new OrderBoard(node.node()));
    Changes<Order> orders = board.since(beat.told().in(term));
    SortedMap<GroupId, GroupSpec> specs = new TreeMap<>();
    List<GroupId> later = new ArrayList<>();
    int bytes = 0;
    for (GroupId name : orders.present().keySet()) {
      GroupRecord group = groups.get(name);
      if (group == null || group.revision().equals(known(node, name))) {
        continue;
      }
      bytes += setting.specBytes().applyAsInt(group.spec());
      if (bytes <= SPEC_BYTES || specs.isEmpty()) {
        specs.put(name, group.spec());
      } else {
        later.add(name);
      }
    }
    later.forEach(board::repeat);
    return new HeartbeatAnswer(
        beat.id(),
        setting.self(),
        term,
        orders,
        specs,
        node.number(),
        later.isEmpty() ? board.period() : MORE_TO_COME);
  }

  private static Revision known(HeardNode node, GroupId group) {
    MemberReport report = node.facts().report(group);
    return report == null ? Revision.NONE : report.revision();
  }
}
