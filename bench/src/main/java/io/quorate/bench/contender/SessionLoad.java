package io.quorate.bench.contender;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.WriteSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Writes of Quorate's sessions; each has as many on their way as a cluster keeps answers of. */
final class SessionLoad implements Load {
  private final List<WriteSession> sessions = new ArrayList<>();
  private final Requests requests;

  SessionLoad(QuorateClient client, Requests requests, int inFlight) throws QuorateException {
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
