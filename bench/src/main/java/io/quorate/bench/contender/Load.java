package io.quorate.bench.contender;

import java.util.concurrent.CompletionStage;

/** Asks a contender, in one way. */
public interface Load extends AutoCloseable {
  /**
   * Asks once.
   *
   * @param slot which of those that ask at a time
   * @param number how many were asked for before
   */
  CompletionStage<?> ask(int slot, long number);

  @Override
  void close();
}
