package io.quorate.core.session;

import io.quorate.core.Term;

/**
 * Which picture of a leader a node has. A term has one leader, so it names the leader too.
 *
 * @param term of the leader whose picture it is
 * @param number of the picture; {@link Span#WHOLE} for none
 */
public record ToldMark(Term term, long number) {
  /** No picture of any leader. */
  public static final ToldMark NONE = new ToldMark(Term.NONE, Span.WHOLE);

  /** The number to continue from for the leader of a term. */
  public long in(Term leading) {
    return term.equals(leading) ? number : Span.WHOLE;
  }
}
