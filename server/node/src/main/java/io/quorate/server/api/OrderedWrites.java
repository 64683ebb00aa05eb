package io.quorate.server.api;

import io.quorate.core.config.ConfigCommand;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.Request;
import io.quorate.server.leader.LeaderLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Proposes the writes of one stream in their order, as they come. Only behind one that has to be
 * validated they wait, until it is decided: it may have to be validated again, and a session never
 * goes back to what was before a decided write.
 *
 * <p>When something fails, nothing that came after it is proposed any more: it would overtake what
 * is sent again.
 */
final class OrderedWrites {
  private record Waiting(Request request, CompletableFuture<Decision> decision) {}

  private final LeaderLoop leader;
  private final CommitValidation validation;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private boolean held;
  private volatile boolean failed;

  OrderedWrites(LeaderLoop leader, CommitValidation validation) {
    this.leader = leader;
    this.validation = validation;
  }

  /** Nothing is proposed any more. */
  void stop() {
    failed = true;
  }

  /**
   * Proposes requests behind all before them.
   *
   * @return one decision for each; when one fails, so do those behind it
   */
  List<CompletableFuture<Decision>> decisions(List<Request> requests) {
    List<CompletableFuture<Decision>> decisions = inOrder(requests);
    decisions.forEach(this::watch);
    return decisions;
  }

  private void watch(CompletableFuture<Decision> decision) {
    CompletableFuture<Decision> unused =
        decision.whenComplete(
            (done, failure) -> {
              if (failure != null) {
                failed = true;
              }
            });
  }

  private synchronized List<CompletableFuture<Decision>> inOrder(List<Request> requests) {
    if (waiting.isEmpty() && !held && requests.stream().noneMatch(this::hasToBeValid)) {
      return proposed(requests);
    }
    List<CompletableFuture<Decision>> decisions = new ArrayList<>();
    for (Request request : requests) {
      Waiting next = new Waiting(request, new CompletableFuture<>());
      waiting.add(next);
      decisions.add(next.decision());
    }
    goOn();
    return decisions;
  }

  private List<CompletableFuture<Decision>> proposed(List<Request> requests) {
    return leader.propose(requests, () -> !failed);
  }

  private boolean hasToBeValid(Request request) {
    return commit(request).map(validation::needed).orElse(false);
  }

  private static Optional<ConfigCommand> commit(Request request) {
    return request.command() instanceof Command.Configure configure
        ? Optional.of(configure.change())
        : Optional.empty();
  }

  private synchronized void goOn() {
    while (!held && !waiting.isEmpty()) {
      List<Waiting> run = new ArrayList<>();
      while (!waiting.isEmpty() && (failed || !hasToBeValid(waiting.getFirst().request()))) {
        run.add(waiting.removeFirst());
      }
      if (!run.isEmpty()) {
        propose(run);
      }
      Waiting next = waiting.pollFirst();
      if (next != null) {
        hold(next);
      }
    }
  }

  private void propose(List<Waiting> run) {
    List<CompletableFuture<Decision>> decisions =
        proposed(run.stream().map(Waiting::request).toList());
    for (int i = 0; i < run.size(); i++) {
      pass(decisions.get(i), run.get(i));
    }
  }

  private void hold(Waiting next) {
    held = true;
    pass(validated(next.request()), next);
    CompletableFuture<Decision> unused =
        next.decision().whenComplete((decision, failure) -> decided(failure));
  }

  private CompletableFuture<Decision> validated(Request request) {
    return validation.decision(
        request, commit(request).orElseThrow(), valid -> proposed(List.of(valid)).get(0));
  }

  private static void pass(CompletableFuture<Decision> from, Waiting to) {
    CompletableFuture<Decision> unused =
        from.whenComplete(
            (decision, failure) -> {
              if (failure == null) {
                to.decision().complete(decision);
              } else {
                to.decision().completeExceptionally(failure);
              }
            });
  }

  private void decided(@Nullable Throwable failure) {
    if (failure != null) {
      failed = true;
    }
    synchronized (this) {
      held = false;
    }
    goOn();
  }
}
