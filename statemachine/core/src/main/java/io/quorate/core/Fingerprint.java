package io.quorate.core;

/**
 * Tells what a client asked for from everything else that it may ask for under the same {@link
 * Intent}. It is of what the client sent, not of the command that was made of it: a command names
 * an epoch or a deadline, which are others when the request comes again.
 *
 * @param value printable ASCII
 */
public record Fingerprint(String value) {
  /** Of a request that no client sent. */
  public static final Fingerprint NONE = new Fingerprint("");
}
