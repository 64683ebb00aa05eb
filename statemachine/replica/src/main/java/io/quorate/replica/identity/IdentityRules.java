package io.quorate.replica.identity;

import io.quorate.core.NodeId;
import io.quorate.replica.peer.PeerId;
import java.util.Objects;

/** Decides from what a data directory holds whether a node may start on it (rule S4). */
final class IdentityRules {
  private IdentityRules() {}

  static StartDecision decide(
      String cluster, NodeId node, PeerId peer, StartMode mode, Found found) {
    DataIdentity outer = found.outer();
    if (outer == null) {
      return decideWithoutIdentity(mode, found);
    }
    if (!outer.cluster().equals(cluster)) {
      return refuse(
          "the data belongs to cluster '" + outer.cluster() + "', not to '" + cluster + "'",
          "Point this node at its own data directory, or correct the cluster's name.");
    }
    if (!outer.node().equals(node) || !outer.peer().equals(peer)) {
      return refuse(
          "the data belongs to node "
              + outer.node()
              + " (peer "
              + outer.peer()
              + "), not to node "
              + node
              + " (peer "
              + peer
              + ")",
          "Point this node at its own data directory; never copy one from another node.");
    }
    return decideOwn(outer, mode, found);
  }

  private static StartDecision decideWithoutIdentity(StartMode mode, Found found) {
    if (found.logFolder() || found.inner() != null) {
      return refuse(
          "there is a log but no identity beside it",
          "Restore the identity folder that belongs to this log. " + DataRefusal.LOST_VOTER);
    }
    if (mode == StartMode.RESTART) {
      return refuse(
          "the data directory is empty",
          "Is the disk mounted, and the path right? Only if the cluster was never formed, start every"
              + " node once with --bootstrap. "
              + DataRefusal.LOST_VOTER);
    }
    return new StartDecision.Format();
  }

  private static StartDecision decideOwn(DataIdentity outer, StartMode mode, Found found) {
    boolean member = outer.standing() == Standing.MEMBER;
    boolean empty = outer.standing() == Standing.FORMING || outer.standing() == Standing.JOINING;
    if (empty && !sealed(outer, found)) {
      return decideUnfinished(outer.standing(), mode);
    }
    if (mode == StartMode.BOOTSTRAP || (mode == StartMode.JOIN && member)) {
      return refuse(
          "the directory already holds the data of a member",
          "Start without --bootstrap; left on, it would start an empty voter after a lost disk.");
    }
    if (!found.logFolder() || !found.logFormatted()) {
      return refuse("the identity is there but the log is gone", DataRefusal.LOST_VOTER);
    }
    if (found.inner() == null) {
      return refuse(
          "the log has no identity of its own: it was not written by this node",
          DataRefusal.LOST_VOTER);
    }
    if (!sealed(outer, found)) {
      return refuse(
          "the log is of incarnation "
              + Objects.requireNonNull(found.inner()).incarnation()
              + ", the identity of "
              + outer.incarnation(),
          "The two were mixed from different copies; put back the pair that belongs together. "
              + DataRefusal.LOST_VOTER);
    }
    return new StartDecision.Proceed(outer);
  }

  /**
   * An earlier first start stopped before it formatted; nothing can have been acknowledged from
   * here.
   */
  private static StartDecision decideUnfinished(Standing standing, StartMode mode) {
    StartMode needed = standing == Standing.FORMING ? StartMode.BOOTSTRAP : StartMode.JOIN;
    return mode == needed
        ? new StartDecision.Format()
        : refuse(
            "the first start of this node was interrupted before it held anything",
            needed == StartMode.BOOTSTRAP
                ? "Start it with --bootstrap, as the first time."
                : "Let it join, as the first time.");
  }

  private static boolean sealed(DataIdentity outer, Found found) {
    DataIdentity inner = found.inner();
    return inner != null && inner.sameDataAs(outer);
  }

  private static StartDecision refuse(String what, String remedy) {
    return new StartDecision.Refuse(what, remedy);
  }
}
