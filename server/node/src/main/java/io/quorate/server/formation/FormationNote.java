package io.quorate.server.formation;

import io.quorate.core.formation.FormationId;

/**
 * What a node keeps on its disk of the forming of its cluster.
 *
 * @param formation which
 * @param step how far this node has come in it
 */
record FormationNote(FormationId formation, Step step) {

  /** From nothing to a member. */
  enum Step {
    /** It may begin when it is told to. */
    PREPARED,
    /** It was told to begin, and goes on with that after every start. */
    BEGUN,
    /** It holds no data, and is to take its place in a cluster that was formed so. */
    JOINING,
    /** Its data is there; from here on an empty directory is one that lost it. */
    FORMED
  }
}
