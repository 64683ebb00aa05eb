package io.quorate.server.api;

import io.quorate.core.config.SpaceId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Lets commits of one group through one at a time, where each is tried against exactly what is
 * there when it is made. A bounded number waits.
 */
final class CommitTurns {
  /** Commits of one group that may wait. */
  static final int WAITING = 16;

  private final Map<String, Deque<Runnable>> spaces = new TreeMap<>();

  /**
   * What the work comes to, after that of all before it in the space has ended; fails with {@link
   * RejectedExecutionException} when as many as may wait do.
   */
  <T> CompletableFuture<T> inTurn(SpaceId space, Supplier<CompletableFuture<T>> work) {
    String key = space.group().value();
    CompletableFuture<T> result = new CompletableFuture<>();
    Runnable turn = () -> begin(key, work, result);
    synchronized (this) {
      Deque<Runnable> waiting = spaces.get(key);
      if (waiting != null) {
        return waiting.size() < WAITING
            ? queued(waiting, turn, result)
            : CompletableFuture.failedFuture(new RejectedExecutionException("full"));
      }
      spaces.put(key, new ArrayDeque<>());
    }
    turn.run();
    return result;
  }

  private static <T> CompletableFuture<T> queued(
      Deque<Runnable> waiting, Runnable turn, CompletableFuture<T> result) {
    waiting.add(turn);
    return result;
  }

  private <T> void begin(
      String key, Supplier<CompletableFuture<T>> work, CompletableFuture<T> result) {
    CompletableFuture<T> done;
    try {
      done = work.get();
    } catch (RuntimeException failed) {
      done = CompletableFuture.failedFuture(failed);
    }
    CompletableFuture<T> unused =
        done.whenComplete(
            (value, failure) -> {
              if (failure == null) {
                result.complete(value);
              } else {
                result.completeExceptionally(failure);
              }
              next(key);
            });
  }

  private void next(String key) {
    Runnable turn;
    synchronized (this) {
      Deque<Runnable> waiting = spaces.get(key);
      turn = waiting == null ? null : waiting.poll();
      if (turn == null) {
        spaces.remove(key);
        return;
      }
    }
    turn.run();
  }
}
