package io.quorate.bench.load;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.WriteSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Asks a cluster, in one way. */
interface Load extends AutoCloseable {
  /**
   * Asks once.
   *
   * @param slot which of those that ask at a time
   * @param number how many were asked for before
   */
  CompletionStage<?> ask(int slot, long number);

  @Override
  void close();

  /** Writes of sessions; each has as many on their way as a cluster keeps answers of. */
  final class OfSessions implements Load {
    private final List<WriteSession> sessions = new ArrayList<>();
    private final Requests requests;

    OfSessions(QuorateClient client, Requests requests, int inFlight) throws QuorateException {
      this.requests = requests;
      for (int slots = 0; slots < inFlight; slots += Requests.IN_A_SESSION) {
        sessions.add(client.openSession());
      }
    }

    @Override
    public CompletionStage<?> ask(int slot, long number) {
      WriteSession session = sessions.get(slot % sessions.size());
      return requests.kind() == LoadKind.CONFIG_PUT
          ? session.write(requests.configPut(number))
          : session.write(requests.runtimePut(number));
    }

    @Override
    public void close() {
      sessions.forEach(WriteSession::close);
    }
  }

  /** One call for each. */
  final class OfCalls implements Load {
    private final QuorateClient client;
    private final Requests requests;
    private final ExecutorService callers;

    OfCalls(QuorateClient client, Requests requests, int inFlight) {
      this.client = client;
      this.requests = requests;
      this.callers = Executors.newFixedThreadPool(inFlight);
    }

    @Override
    public CompletionStage<?> ask(int slot, long number) {
      return CompletableFuture.supplyAsync(() -> call(number), callers);
    }

    private Object call(long number) {
      try {
        return switch (requests.kind()) {
          case RUNTIME_PUT -> client.runtime().write(requests.runtimePut(number));
          case CONFIG_PUT -> client.configuration().write(requests.configPut(number));
          case GET -> client.runtime().get(requests.get(number));
        };
      } catch (QuorateException failed) {
        throw new CompletionException(failed);
      }
    }

    @Override
    public void close() {
      callers.shutdownNow();
    }
  }
}
