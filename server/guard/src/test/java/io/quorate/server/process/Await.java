package io.quorate.server.process;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions, with a limit that is generous because only failures reach it. */
public final class Await {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Await() {}

  /** Waits until it holds; fails with what {@code seen} says otherwise. */
  public static void until(Supplier<String> seen, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end >= 0) {
        fail("not within " + LIMIT + ": " + seen.get());
      }
      Thread.sleep(2);
    }
  }
}
