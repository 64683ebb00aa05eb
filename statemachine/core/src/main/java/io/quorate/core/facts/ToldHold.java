package io.quorate.core.facts;

import io.quorate.core.Revision;
import io.quorate.core.declaration.GroupSpec;

/**
 * What a leader told a member last, in this run, of files that are held back.
 *
 * @param declaration by which the leader judged; NONE while it has told nothing
 * @param reason empty: they are not held
 */
public record ToldHold(Revision declaration, String reason) {
  /** Nothing yet. */
  public static final ToldHold NOTHING = new ToldHold(Revision.NONE, "");

  /**
   * Why files stay as they are; empty when they may be changed. Before a leader has judged by the
   * declaration that holds they are held, if that can be: a member that has just started would
   * write at once what it is to be kept from.
   *
   * @param spec the declaration that holds
   * @param present its revision
   */
  public String held(GroupSpec spec, Revision present) {
    if (!FactHolds.possible(spec)) {
      return "";
    }
    return declaration.compareTo(present) < 0
        ? "no leader has said yet whether the members agree in what holds files back"
        : reason;
  }
}
