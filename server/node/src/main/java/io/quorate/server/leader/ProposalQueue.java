package io.quorate.server.leader;

import io.quorate.core.Refusal;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.EntryBatcher;
import io.quorate.core.registry.EntryLimits;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.registry.Request;
import io.quorate.replica.codec.EncodedRequest;
import io.quorate.server.registry.ProposalFailedException;
import io.quorate.server.registry.ReplicatedRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Gathers requests into log entries: as much of what waits as an entry holds goes into one, so a
 * thousand roles change hands in a few. Each entry has one outcome, for all of its requests and no
 * other. Confined to the loop's thread.
 */
final class ProposalQueue {
  /** Requests in one entry. */
  static final int BATCH = 512;

  /** Entries under way at a time. */
  static final int IN_FLIGHT = 4;

  /** Requests that may wait. */
  static final int WAITING = 16_384;

  /** Bytes of requests that may wait. */
  static final long WAITING_BYTES = 32L << 20;

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private record Waiting(EncodedRequest request, CompletableFuture<Decision> answer) {}

  private final ReplicatedRegistry registry;
  private final Executor loop;
  private final EntryLimits limits = EncodedRequest.limits(BATCH);
  private final EntryBatcher<Waiting> waiting = new EntryBatcher<>(limits);
  private int inFlight;

  ProposalQueue(ReplicatedRegistry registry, Executor loop) {
    this.registry = registry;
    this.loop = loop;
  }

  /**
   * The decision, on the loop's thread; fails with {@link ProposalFailedException}. What no entry
   * holds, or the feature level does not allow, is refused here and never proposed.
   */
  CompletableFuture<Decision> add(Request request) {
    CompletableFuture<Decision> answer = new CompletableFuture<>();
    EncodedRequest encoded = EncodedRequest.of(request);
    Optional<Refusal> refusal =
        FeatureLevels.against(request.command(), registry.image().level())
            .or(() -> limits.against(encoded.share()));
    if (refusal.isPresent()) {
      answer.complete(new Decision.Rejected(List.of(refusal.get())));
      return answer;
    }
    if (waiting.waiting() >= WAITING || waiting.waitingBytes() >= WAITING_BYTES) {
      answer.completeExceptionally(
          new ProposalFailedException(
              ProposalFailedException.Kind.OVERLOADED,
              waiting.waiting() + " requests wait for the log already"));
      return answer;
    }
    waiting.add(new Waiting(encoded, answer), encoded.share());
    return answer;
  }

  /** Sends what waits, as far as not too much is under way. */
  void flush() {
    while (waiting.waiting() > 0 && inFlight < IN_FLIGHT) {
      send(waiting.next());
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
