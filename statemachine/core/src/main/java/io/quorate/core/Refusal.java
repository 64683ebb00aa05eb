package io.quorate.core;

/**
 * One reason why something is not done.
 *
 * @param reason stable name for programs
 * @param message a sentence that names what was wrong
 * @param remedy what to do about it; may be empty
 * @param path where in the input, such as {@code members[1].node}; empty when it is not about input
 */
public record Refusal(Reason reason, String message, String remedy, String path) {

  /** A refusal that is not about a place in some input. */
  public static Refusal of(Reason reason, String message, String remedy) {
    return new Refusal(reason, message, remedy, "");
  }
}
