package io.quorate.core.leader;

import io.quorate.core.NodeId;
import io.quorate.core.Term;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the log's engine says of this node at one moment.
 *
 * @param current the term that this voter is in: it has not voted in a later one (G1)
 * @param standing whether it may act as leader of that term
 * @param voters who votes
 * @param caughtUp the nodes whose logs keep up with the leader's, this one included
 */
public record RaftView(Term current, Standing standing, Voters voters, SortedSet<NodeId> caughtUp) {

  /** Whether this node may act as leader. */
  public enum Standing {
    /** It leads, has applied the first entry of its term, and heard a majority just now. */
    READY,
    /** It leads or did until now, and may not act at this moment. */
    UNSURE
  }

  /** Keeps its own copy. */
  public RaftView {
    caughtUp = Collections.unmodifiableSortedSet(new TreeSet<>(caughtUp));
  }

  /** Whether this node may act as the leader of the term. */
  boolean leads(Term term) {
    return standing == Standing.READY && current.equals(term);
  }
}
