package io.quorate.core.formation;

import io.quorate.core.NodeId;
import io.quorate.core.formation.VoterStanding.Empty;
import io.quorate.core.formation.VoterStanding.Member;
import io.quorate.core.formation.VoterStanding.Prepared;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a node waits instead of taking part, for people.
 *
 * @param reason stable name for programs
 * @param text a sentence, and what to do
 */
public record Waiting(Reason reason, String text) {

  /** Whether somebody has to do something, and what kind of thing. */
  public enum Reason {
    /** The cluster is to be formed, or its forming to be finished. */
    AWAITS_FORMATION,
    /** The others hold data of the cluster, and this node has none. */
    AWAITS_REPLACEMENT
  }

  /**
   * Why a node waits.
   *
   * @param own how far it has come
   * @param others what those of the others say that it reaches
   */
  public static Waiting of(VoterStanding own, Collection<VoterAccount> others) {
    List<NodeId> members =
        others.stream()
            .filter(other -> other.standing() instanceof Member)
            .map(VoterAccount::node)
            .sorted()
            .toList();
    boolean begins =
        own instanceof Member
            || others.stream().anyMatch(other -> VoterRules.follows(own, other.standing()));
    if (!members.isEmpty() && !begins) {
      return new Waiting(
          Reason.AWAITS_REPLACEMENT,
          "this node holds no data, while there is data of the cluster on "
              + members.stream().map(NodeId::value).collect(Collectors.joining(", "))
              + ": its volume was lost, or another one is mounted. It"
              + " never becomes an empty voter by itself; when the data is gone for good, tell the"
              + " cluster: quorate node replace; see 'A node waits' in docs/what-to-do-when.md");
    }
    return new Waiting(Reason.AWAITS_FORMATION, formation(own));
  }

  private static String formation(VoterStanding own) {
    if (own instanceof Prepared) {
      return "this node was prepared, and has not begun: run quorate cluster form again";
    }
    return own instanceof Empty
        ? "this node holds no data and waits until the cluster is formed, once, when all voters"
            + " run: quorate cluster form"
        : "this node begins";
  }

  @Override
  public String toString() {
    return reason + ": " + text;
  }
}
