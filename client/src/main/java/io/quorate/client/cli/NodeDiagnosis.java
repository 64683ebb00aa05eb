package io.quorate.client.cli;

import io.quorate.client.NodeAddress;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.RefusedException;
import io.quorate.client.UnreachableException;
import io.quorate.v1.DiagnoseRequest;
import io.quorate.v1.DiagnoseResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Asks nodes how they are, each by way of whichever node reaches it. */
final class NodeDiagnosis {
  private static final String NODE_OFFLINE = "NODE_OFFLINE";

  /** By way of one node: it says after seven seconds that another does not answer. */
  private static final Duration LIMIT = Duration.ofSeconds(8);

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "How far back the log is wanted, such as 30m or 24h. Default: all that is kept.")
  private @Nullable Duration since;

  /**
   * Asks of a node by way of each node that is named, in turn, until one gets an answer.
   *
   * @throws RefusedException when it is a clear no, or those who answered reach it no more than
   *     this machine does
   * @throws UnreachableException when nobody answered
   */
  DiagnoseResponse of(QuorateCommand root, String node) throws QuorateException {
    DiagnoseRequest.Builder request = DiagnoseRequest.newBuilder().setNode(node);
    if (since != null) {
      request.setSince(
          com.google.protobuf.Duration.newBuilder().setSeconds(Math.max(1, since.toSeconds())));
    }
    List<String> silent = new ArrayList<>();
    RefusedException offline = null;
    for (NodeAddress address : root.addresses()) {
      try (QuorateClient client = root.client(address, root.timeout().orElse(LIMIT))) {
        return client.diagnose(request.build());
      } catch (UnreachableException next) {
        silent.add(address.toString());
      } catch (RefusedException refused) {
        if (!refused.reasons().stream().allMatch(why -> why.getReason().equals(NODE_OFFLINE))) {
          throw refused;
        }
        offline = refused;
      }
    }
    if (offline != null) {
      throw offline;
    }
    throw new UnreachableException("no node answers: " + String.join(", ", silent));
  }
}
