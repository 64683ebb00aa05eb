package io.quorate.core.registry;

import io.quorate.core.Fingerprint;
import io.quorate.core.Intent;
import io.quorate.core.Term;
import org.jspecify.annotations.Nullable;

/**
 * A command with who asks for it.
 *
 * @param command what shall be done
 * @param actor person, program or planner, for the history; empty in a session, which knows whose
 *     it is
 * @param intent what it is about, by name, so that it is carried out once; null for the leader's
 *     own, which name their epoch
 * @param decidedIn the Raft term in which it was decided (G5); null for what an operator decided
 *     and closes no epoch
 * @param fingerprint of what the client asked for under this name
 */
public record Request(
    Command command,
    String actor,
    @Nullable Intent intent,
    @Nullable Term decidedIn,
    Fingerprint fingerprint) {

  /** Keeps the text within bounds. */
  public Request {
    actor = Wording.bounded(actor);
  }

  /** A request whose name says all. */
  public Request(Command command, String actor, @Nullable Intent intent, @Nullable Term decidedIn) {
    this(command, actor, intent, decidedIn, Fingerprint.NONE);
  }

  /** The same, asked for by somebody else. */
  Request by(String other) {
    return new Request(command, other, intent, decidedIn, fingerprint);
  }

  /** The same, which asks for something else. */
  public Request with(Command other) {
    return new Request(other, actor, intent, decidedIn, fingerprint);
  }

  /** The leader loop's own. */
  public static Request byLeader(Command command, Term term) {
    return new Request(command, "planner", null, term);
  }

  /**
   * The same, to be carried out in this term only (G5). What an operator asks for and closes an
   * epoch is bound to the leader that announced the closing: a later one may have extended the
   * lease since.
   */
  public Request in(Term term) {
    return decidedIn == null ? new Request(command, actor, intent, term, fingerprint) : this;
  }
}
