package io.quorate.faults;

import io.quorate.client.ClientSettings;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.server.local.LocalNode;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.Status;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What each node knows by itself, asked of that node only. */
final class LocalViews implements AutoCloseable {
  private static final Duration CALL = Duration.ofSeconds(2);

  private final Map<LocalNode, QuorateClient> clients = new LinkedHashMap<>();

  LocalViews(List<LocalNode> nodes) {
    for (LocalNode node : nodes) {
      clients.put(
          node,
          new QuorateClient(
              new ClientSettings(
                  List.of(node.api()), CALL, CALL, "faults", () -> UUID.randomUUID().toString())));
    }
  }

  /** Empty when it does not answer. */
  Optional<Status> of(LocalNode node) {
    QuorateClient client = clients.get(node);
    try {
      return client == null
          ? Optional.empty()
          : Optional.of(client.status(GetStatusRequest.newBuilder().setLocal(true).build()));
    } catch (QuorateException silent) {
      return Optional.empty();
    }
  }

  /** The highest term that one of these nodes knows of. */
  long term(List<LocalNode> nodes) {
    return nodes.stream()
        .flatMap(node -> of(node).stream())
        .mapToLong(Status::getTerm)
        .max()
        .orElse(0);
  }

  @Override
  public void close() {
    clients.values().forEach(QuorateClient::close);
  }
}
