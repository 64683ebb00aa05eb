package io.quorate.bench.contender;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds which of a peer's servers leads, once all of them follow it. */
final class Leader {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final long PAUSE_MILLIS = 100;

  private Leader() {}

  /** What a server says of itself. */
  enum Part {
    /** It leads. */
    LEADS,
    /** It follows. */
    FOLLOWS
  }

  /** Asks a server; empty while it has no leader, or does not answer. */
  @FunctionalInterface
  interface Question {
    /**
     * The answer.
     *
     * @param clientPort where it is asked
     */
    Optional<Part> ask(int clientPort) throws InterruptedException;
  }

  /**
   * The client port of the one that leads.
   *
   * @throws IOException when there is none within the limit, or a server has ended
   */
  static int await(ServerProcesses servers, List<Integer> clientPorts, Question question)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < LIMIT.toNanos()) {
      servers.requireAlive();
      Optional<Integer> leader = look(clientPorts, question);
      if (leader.isPresent()) {
        return leader.get();
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    throw new IOException("no leader after " + LIMIT.toSeconds() + " s");
  }

  private static Optional<Integer> look(List<Integer> clientPorts, Question question)
      throws InterruptedException {
    Optional<Integer> leader = Optional.empty();
    for (int port : clientPorts) {
      Optional<Part> part = question.ask(port);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      if (part.get() == Part.LEADS) {
        leader = Optional.of(port);
      }
    }
    return leader;
  }
}
