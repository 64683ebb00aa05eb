package io.quorate.bench.contender;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A call of Quorate's client for each, of a thread for each. */
final class CallLoad implements Load {
  private final QuorateClient client;
  private final Requests requests;
  private final ExecutorService callers;

  CallLoad(QuorateClient client, Requests requests, int inFlight) {
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
