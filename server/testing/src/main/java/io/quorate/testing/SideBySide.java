package io.quorate.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does one thing to several nodes at a time, for each waits mostly. */
final class SideBySide {
  private SideBySide() {}

  /** What is done to a node. */
  @FunctionalInterface
  interface Step {
    void to(EmbeddedNode node) throws QuorateClusterException, InterruptedException;
  }

  /**
   * Returns when it is done to all of them, or has failed with each where it is not. An interrupt
   * does not end it: it would leave nodes that nobody ends. The thread is interrupted afterwards.
   *
   * @throws QuorateClusterException the first failure, with the others in it
   */
  static void run(Collection<EmbeddedNode> nodes, Step step) throws QuorateClusterException {
    ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, nodes.size()));
    List<QuorateClusterException> failures = new ArrayList<>();
    try {
      List<Future<Void>> each = new ArrayList<>();
      for (EmbeddedNode node : nodes) {
        each.add(
            threads.submit(
                () -> {
                  step.to(node);
                  return null;
                }));
      }
      each.forEach(one -> await(one, failures));
    } finally {
      threads.shutdown();
    }
    if (!failures.isEmpty()) {
      QuorateClusterException first = failures.get(0);
      failures.stream().skip(1).forEach(first::addSuppressed);
      throw first;
    }
  }

  private static void await(Future<Void> one, List<QuorateClusterException> failures) {
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        one.get();
        ended = true;
      } catch (InterruptedException hurry) {
        interrupted = true;
      } catch (ExecutionException failed) {
        ended = true;
        failures.add(failure(failed));
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static QuorateClusterException failure(ExecutionException failed) {
    return failed.getCause() instanceof QuorateClusterException known
        ? known
        : new QuorateClusterException("a fault of this program: " + failed.getCause(), failed);
  }
}
