package io.quorate.server.local;

import io.quorate.client.ClientSettings;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.RefusedException;
import io.quorate.trust.LiveTrust;
import io.quorate.v1.ApplyGroupRequest;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asks a local cluster, and waits for what it is to become. */
final class ClusterCalls implements AutoCloseable {
  private static final Duration ATTEMPT = Duration.ofMillis(1_500);
  private static final Duration CALL = Duration.ofSeconds(5);
  private static final long PAUSE_MILLIS = 50;
  private static final String ACTOR = "demo";

  private final List<LocalNode> nodes;
  private final NodeStarter starter;
  private final QuorateClient client;

  ClusterCalls(List<LocalNode> nodes, NodeStarter starter, @Nullable LiveTrust trust) {
    this.nodes = nodes;
    this.starter = starter;
    this.client =
        new QuorateClient(
            new ClientSettings(
                nodes.stream().map(LocalNode::api).toList(),
                ATTEMPT,
                CALL,
                ACTOR,
                () -> UUID.randomUUID().toString(),
                trust));
  }

  QuorateClient client() {
    return client;
  }

  Status await(String what, Predicate<Status> wanted, Duration limit)
      throws LocalClusterException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    String seen = "nothing";
    while (System.nanoTime() - end < 0) {
      checkRunning();
      try {
        Status status = client.status(GetStatusRequest.getDefaultInstance());
        if (wanted.test(status)) {
          return status;
        }
        seen = StatusLine.of(status);
      } catch (QuorateException notYet) {
        seen = String.valueOf(notYet.getMessage());
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    throw new LocalClusterException(
        "waited " + limit.toSeconds() + " s in vain for: " + what + "; last seen: " + seen);
  }

  void apply(GroupSpec spec, Duration limit) throws LocalClusterException, InterruptedException {
    ApplyGroupRequest request = ApplyGroupRequest.newBuilder().setSpec(spec).build();
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      checkRunning();
      try {
        client.applyGroup(request);
        return;
      } catch (RefusedException refused) {
        throw new LocalClusterException("the group is refused: " + refused.getMessage(), refused);
      } catch (QuorateException notYet) {
        if (System.nanoTime() - end > 0) {
          throw new LocalClusterException(
              "the group could not be declared: " + notYet.getMessage(), notYet);
        }
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private void checkRunning() throws LocalClusterException {
    Optional<String> ended = starter.unexpectedEnd(nodes);
    if (ended.isPresent()) {
      throw new LocalClusterException(ended.get());
    }
  }
}
