package io.quorate.replica.identity;

/**
 * Why a data directory is refused, for a person.
 *
 * @param what what is wrong
 * @param where the file or folder
 * @param remedy what to do
 */
public record DataRefusal(String what, String where, String remedy) {

  /** One line of all three. */
  @Override
  public String toString() {
    return what + " (" + where + "). " + remedy;
  }
}
