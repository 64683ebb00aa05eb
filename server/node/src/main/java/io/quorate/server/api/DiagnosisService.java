package io.quorate.server.api;

import com.google.protobuf.util.Timestamps;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.quorate.client.error.Refusals;
import io.quorate.core.Names;
import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.server.diagnosis.Report;
import io.quorate.server.session.Peers;
import io.quorate.v1.DiagnoseRequest;
import io.quorate.v1.DiagnoseResponse;
import io.quorate.v1.DiagnosisGrpc;
import io.quorate.v1.DiagnosisSection;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Says how this node is, and asks another one for whoever does not reach that. */
final class DiagnosisService extends DiagnosisGrpc.DiagnosisImplBase {
  /** Longer than any log is kept. */
  private static final Duration ALL = Duration.ofDays(3_650);

  /** More than a node takes whose disk hangs, less than whoever asked waits. */
  private static final long PATIENCE_SECONDS = 7;

  private final NodeId self;
  private final LeaderRoute route;
  private final Peers peers;
  private final Report report;

  DiagnosisService(NodeId self, LeaderRoute route, Peers peers, Report report) {
    this.self = self;
    this.route = route;
    this.peers = peers;
    this.report = report;
  }

  @Override
  public void diagnose(DiagnoseRequest request, StreamObserver<DiagnoseResponse> out) {
    String asked = request.getNode();
    if (asked.isEmpty() || asked.equals(self.value())) {
      LeaderRoute.answer(out, report.tell(since(request)).thenApply(this::response));
      return;
    }
    if (!Names.wellFormed(asked) || !peers.nodes().contains(new NodeId(asked))) {
      out.onError(
          Refused.of(
              List.of(
                  new Refusal(
                      Reason.UNKNOWN_NODE,
                      "no node is called '" + asked + "'",
                      "use one of " + self + " and " + peers.nodes(),
                      "node"))));
      return;
    }
    NodeId node = new NodeId(asked);
    if (LeaderRoute.passedOn()) {
      out.onError(silent(node, self + " was taken for it: its address is another node's"));
      return;
    }
    route
        .passing(peers.diagnosis(node))
        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .diagnose(request, new Relay<>(out, failure -> asAnswered(node, failure)));
  }

  private static Duration since(DiagnoseRequest request) {
    long seconds = request.getSince().getSeconds();
    return seconds <= 0 || seconds > ALL.toSeconds() ? ALL : Duration.ofSeconds(seconds);
  }

  private DiagnoseResponse response(List<DiagnosisSection> sections) {
    return DiagnoseResponse.newBuilder()
        .setNode(self.value())
        .setAt(Timestamps.fromMillis(System.currentTimeMillis()))
        .addAllSections(sections)
        .addAllNodes(nodes())
        .build();
  }

  private List<String> nodes() {
    SortedSet<NodeId> all = new TreeSet<>(peers.nodes());
    all.add(self);
    return all.stream().map(NodeId::value).toList();
  }

  private Throwable silent(NodeId node, String why) {
    return Refusals.toStatus(
        Status.Code.FAILED_PRECONDITION,
        Refused.notices(
            List.of(
                Refusal.of(
                    Reason.NODE_OFFLINE,
                    node + " does not answer " + self + ": " + why,
                    "see that it runs, and that the nodes reach each other"))));
  }

  /** Of a node that gave no answer it is said which one. */
  private Throwable asAnswered(NodeId node, Throwable failure) {
    boolean plain =
        failure instanceof StatusRuntimeException && Refusals.fromThrowable(failure).isEmpty();
    boolean late = Status.fromThrowable(failure).getCode() == Status.Code.DEADLINE_EXCEEDED;
    String why = late ? "no word in time" : String.valueOf(failure.getMessage());
    return plain ? silent(node, why) : failure;
  }
}
