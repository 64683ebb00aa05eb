package io.quorate.server.leader;

import io.quorate.core.registry.Decision;
import io.quorate.core.registry.Request;
import io.quorate.server.registry.ProposalFailedException;
import io.quorate.server.registry.ReplicatedRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Gathers requests into log entries: everything that waits goes into one entry, so a thousand roles
 * change hands in one. Confined to the loop's thread.
 */
final class ProposalQueue {
  /** Requests in one entry. */
  static final int BATCH = 512;

  /** Entries under way at a time. */
  static final int IN_FLIGHT = 4;

  /** Requests that may wait. */
  static final int WAITING = 16_384;

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private record Waiting(Request request, CompletableFuture<Decision> answer) {}

  private final ReplicatedRegistry registry;
  private final Executor loop;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private int inFlight;

  ProposalQueue(ReplicatedRegistry registry, Executor loop) {
    this.registry = registry;
    this.loop = loop;
  }

  /** The decision, on the loop's thread; fails with {@link ProposalFailedException}. */
  CompletableFuture<Decision> add(Request request) {
    CompletableFuture<Decision> answer = new CompletableFuture<>();
    if (waiting.size() >= WAITING) {
      answer.completeExceptionally(
          new ProposalFailedException(
              ProposalFailedException.Kind.UNAVAILABLE,
              WAITING + " requests are waiting already; try again"));
      return answer;
    }
    waiting.add(new Waiting(request, answer));
    return answer;
  }

  /** Sends what waits, as far as not too much is under way. */
  void flush() {
    while (!waiting.isEmpty() && inFlight < IN_FLIGHT) {
      List<Waiting> batch = new ArrayList<>();
      while (!waiting.isEmpty() && batch.size() < BATCH) {
        batch.add(waiting.removeFirst());
      }
      send(batch);
    }
  }

  private void send(List<Waiting> batch) {
    inFlight++;
    registry
        .propose(batch.stream().map(Waiting::request).toList(), TIMEOUT)
        .whenCompleteAsync((decisions, failure) -> complete(batch, decisions, failure), loop);
  }

  private void complete(
      List<Waiting> batch, @Nullable List<Decision> decisions, @Nullable Throwable failure) {
    inFlight--;
    for (int i = 0; i < batch.size(); i++) {
      CompletableFuture<Decision> answer = batch.get(i).answer();
      if (decisions != null) {
        answer.complete(decisions.get(i));
      } else {
        answer.completeExceptionally(
            failure == null ? new IllegalStateException("neither answer nor failure") : failure);
      }
    }
    flush();
  }
}
