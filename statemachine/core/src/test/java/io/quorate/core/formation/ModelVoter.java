package io.quorate.core.formation;

import io.quorate.core.formation.VoterStanding.Empty;
import io.quorate.core.formation.VoterStanding.Member;
import java.util.Set;
import java.util.TreeSet;

/**
 * A voter of the model.
 *
 * @param standing what its disk says
 * @param process its run
 * @param heard formations that it heard of others to have begun
 * @param heldWith who has held data without a break since this voter lost its own beside it
 * @param returnedEmpty whether it began while somebody was in that set
 */
record ModelVoter(
    VoterStanding standing,
    int process,
    Set<String> heard,
    Set<Integer> heldWith,
    boolean returnedEmpty) {

  static final ModelVoter NEW = new ModelVoter(new Empty(), 1, Set.of(), Set.of(), false);

  boolean member() {
    return standing instanceof Member;
  }

  ModelVoter as(VoterStanding next) {
    boolean begins = next instanceof Member && !member();
    return new ModelVoter(
        next, process, heard, heldWith, returnedEmpty || (begins && !heldWith.isEmpty()));
  }

  ModelVoter startedAnew() {
    return new ModelVoter(standing, process + 1, Set.of(), heldWith, returnedEmpty);
  }

  ModelVoter lost(Set<Integer> members) {
    Set<Integer> with = new TreeSet<>(heldWith);
    if (member()) {
      with.addAll(members);
    }
    return new ModelVoter(new Empty(), process + 1, Set.of(), with, returnedEmpty);
  }

  ModelVoter without(int other) {
    Set<Integer> with = new TreeSet<>(heldWith);
    with.remove(other);
    return new ModelVoter(standing, process, heard, with, returnedEmpty);
  }

  ModelVoter hears(String formation) {
    Set<String> all = new TreeSet<>(heard);
    all.add(formation);
    return new ModelVoter(standing, process, all, heldWith, returnedEmpty);
  }
}
