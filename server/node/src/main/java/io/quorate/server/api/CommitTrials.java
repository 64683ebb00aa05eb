package io.quorate.server.api;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.protobuf.ByteString;
import io.grpc.Context;
import io.grpc.Status;
import io.quorate.core.ClockReading;
import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.config.TrialNodes;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.ValidationCommand;
import io.quorate.core.leader.LeaderPicture;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Phase;
import io.quorate.core.registry.Request;
import io.quorate.replica.codec.EncodedRequest;
import io.quorate.server.leader.ClusterView;
import io.quorate.server.leader.LeaderLoop;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.session.Peers;
import io.quorate.server.trial.TrialResult;
import io.quorate.server.trial.Trials;
import io.quorate.v1.TryConfigRequest;
import io.quorate.v1.TryConfigResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Has commits tried, on the leader, by the members that can: one after the other until one did. */
final class CommitTrials {
  /** Beyond the time that the command has: to catch up, to be killed, and on the way. */
  private static final Duration AROUND = Duration.ofSeconds(15);

  private final Way way;
  private final ReplicatedRegistry registry;
  private final LeaderLoop leader;
  private final Supplier<ClockReading> clocks;

  /**
   * How members are reached.
   *
   * @param here tries commits on this node
   */
  record Way(ClusterIdentity identity, Peers peers, Trials here) {}

  CommitTrials(
      Way way, ReplicatedRegistry registry, LeaderLoop leader, Supplier<ClockReading> clocks) {
    this.way = way;
    this.registry = registry;
    this.leader = leader;
    this.clocks = clocks;
  }

  /**
   * What speaks against a commit; nothing when the command accepts it.
   *
   * @param request bound to the revisions that it is tried against
   * @param group that it is for
   */
  CompletableFuture<List<Refusal>> refusals(
      Request request, GroupRecord group, ValidationCommand command) {
    List<NodeId> members = group.spec().members().stream().map(GroupMember::node).toList();
    NodeId active = group.role().phase() == Phase.VACANT ? null : group.role().node();
    List<NodeId> order = TrialNodes.order(command, members, active, well());
    return ask(order.iterator(), new Asked(request, command, new ArrayList<>()));
  }

  private Set<NodeId> well() {
    Set<NodeId> well = new TreeSet<>();
    leader
        .view()
        .ifPresent(
            view ->
                view.nodes(clocks.get())
                    .forEach(
                        (node, seen) -> {
                          if (well(seen)) {
                            well.add(node);
                          }
                        }));
    return well;
  }

  private static boolean well(ClusterView.NodeView node) {
    return !node.leaving() && node.silent().compareTo(LeaderPicture.NODE_SILENCE) < 0;
  }

  /** What is asked, and why nobody could say it so far. */
  private record Asked(Request request, ValidationCommand command, List<String> unable) {}

  private CompletableFuture<List<Refusal>> ask(Iterator<NodeId> nodes, Asked asked) {
    if (!nodes.hasNext()) {
      return CompletableFuture.completedFuture(List.of(nobody(asked)));
    }
    NodeId node = nodes.next();
    return tried(node, asked)
        .thenCompose(
            result -> {
              if (result.outcome() == TrialResult.Outcome.CANNOT_RUN) {
                asked.unable().add(node + ": " + result.text());
                return ask(nodes, asked);
              }
              return CompletableFuture.completedFuture(told(node, result, asked.command()));
            });
  }

  private static Refusal nobody(Asked asked) {
    return Refusal.of(
        Reason.CANNOT_VALIDATE,
        "no member could run the validation: " + String.join("; ", asked.unable()),
        "mend that, or commit with --skip-validation, which the log tells");
  }

  private static List<Refusal> told(NodeId node, TrialResult result, ValidationCommand command) {
    String wrote = result.text().isEmpty() ? "; it wrote nothing" : ": " + result.text();
    return switch (result.outcome()) {
      case ACCEPTED -> List.of();
      case OVERTAKEN ->
          List.of(Refusal.of(Reason.NOT_VALIDATED, node + " knows a later revision", "try again"));
      case TIMED_OUT ->
          List.of(
              refuses(
                  "the validation on "
                      + node
                      + " did not end within "
                      + command.timeout().toMillis()
                      + " ms and was killed"
                      + wrote));
      default ->
          List.of(
              refuses("the validation on " + node + " exited with " + result.exitCode() + wrote));
    };
  }

  private static Refusal refuses(String message) {
    return Refusal.of(Reason.VALIDATION_REFUSES, message, "correct what it says, and try again");
  }

  private CompletableFuture<TrialResult> tried(NodeId node, Asked asked) {
    long appliedIndex = registry.appliedIndex();
    if (node.equals(way.identity().self())) {
      return way.here().run(asked.request(), appliedIndex);
    }
    TryConfigRequest question =
        TryConfigRequest.newBuilder()
            .setCluster(way.identity().label())
            .setEntry(
                ByteString.copyFrom(
                    EncodedRequest.entry(List.of(EncodedRequest.of(asked.request())))))
            .setAppliedIndex(appliedIndex)
            .build();
    long limit = asked.command().timeout().plus(AROUND).toMillis();
    CompletableFuture<TrialResult> answer = new CompletableFuture<>();
    Context.ROOT.run( // the question must not end because a call has ended that waits for it
        () -> {
          ListenableFuture<TryConfigResponse> call =
              way.peers()
                  .session(node)
                  .withDeadlineAfter(limit, TimeUnit.MILLISECONDS)
                  .tryConfig(question);
          Futures.addCallback(call, callback(answer), MoreExecutors.directExecutor());
        });
    return answer;
  }

  private static FutureCallback<TryConfigResponse> callback(CompletableFuture<TrialResult> answer) {
    return new FutureCallback<>() {
      @Override
      public void onSuccess(TryConfigResponse response) {
        answer.complete(TrialMessages.read(response));
      }

      @Override
      public void onFailure(Throwable failure) {
        answer.complete(
            TrialResult.cannotRun("it did not answer: " + Status.fromThrowable(failure).getCode()));
      }
    };
  }
}
