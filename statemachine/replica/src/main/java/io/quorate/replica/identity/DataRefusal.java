package io.quorate.replica.identity;

/**
 * Why a data directory is refused, for a person.
 *
 * @param what what is wrong
 * @param where the file or folder
 * @param remedy what to do
 */
public record DataRefusal(String what, String where, String remedy) {
  /** What to do about a voter whose data is lost. */
  public static final String LOST_VOTER =
      "Leave it down, the others go on without it; to have it back without its data see 'A node is"
          + " lost for good' in docs/what-to-do-when.md.";

  /** One line of all three. */
  @Override
  public String toString() {
    return what + " (" + where + "). " + remedy;
  }
}
