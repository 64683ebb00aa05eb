package io.quorate.replica;

import io.quorate.replica.peer.PeerId;
import java.util.List;

/**
 * Whom a leader heard from within {@link ElectionTiming#answerLimit}.
 *
 * @param heard voters, itself included; empty when it does not lead
 * @param voters how many there are
 * @param majority whether those heard are a majority, of both configurations while there are two
 */
public record VoterContact(List<PeerId> heard, int voters, boolean majority) {
  /** Of a replica that does not lead. */
  static final VoterContact NONE = new VoterContact(List.of(), 0, false);

  /** Copies the list. */
  public VoterContact {
    heard = List.copyOf(heard);
  }
}
