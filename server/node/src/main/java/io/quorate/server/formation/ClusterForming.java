package io.quorate.server.formation;

import io.grpc.Status;
import io.quorate.client.error.Refusals;
import io.quorate.core.NodeId;
import io.quorate.core.formation.FormationId;
import io.quorate.core.formation.FormationPlan;
import io.quorate.core.formation.FormationPlanner;
import io.quorate.core.formation.FormationRefusal;
import io.quorate.core.formation.VoterAccount;
import io.quorate.core.formation.VoterRules;
import io.quorate.v1.FormClusterResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out how a cluster is formed, one such task at a time, whether or not its caller waits.
 */
final class ClusterForming implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterForming.class);
  private static final int WAITING = 4;

  private final FormationDesk own;
  private final VoterCalls calls;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(WAITING),
          task -> {
            Thread one = new Thread(task, "formation");
            one.setDaemon(true);
            return one;
          });

  ClusterForming(FormationDesk own, VoterCalls calls) {
    this.own = own;
    this.calls = calls;
    thread.allowCoreThreadTimeOut(true);
  }

  /** Ends with the answer, or with the gRPC error that says why not. */
  CompletableFuture<FormClusterResponse> form(String actor) {
    try {
      return CompletableFuture.supplyAsync(() -> formed(actor), thread);
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedFuture(
          Refusals.overloaded(
              "this node forms the cluster already, and others wait", "try again in a moment"));
    }
  }

  private FormClusterResponse formed(String actor) {
    try {
      FormationId fresh = new FormationId(UUID.randomUUID().toString());
      FormationPlan plan = FormationPlanner.plan(own.shape(), calls.look(), fresh);
      if (plan instanceof FormationPlan.Form form) {
        LOG.info("{} forms the cluster as {}", actor, form.formation());
        return form(form);
      }
      if (plan instanceof FormationPlan.Finish finish) {
        LOG.info("{} forms the cluster: {} have begun", actor, finish.members());
        return finish(finish);
      }
      throw refused(((FormationPlan.Refused) plan).reasons());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new CompletionException(
          Refusals.noQuorum("this node stops", "run quorate cluster form again"));
    }
  }

  private FormClusterResponse form(FormationPlan.Form form) throws InterruptedException {
    for (VoterAccount voter : form.voters()) {
      Optional<FormationRefusal> refusal =
          calls.prepare(
              voter.node(),
              new VoterRules.Preparation(voter.process(), voter.standing(), form.formation()));
      if (refusal.isPresent()) {
        throw refused(List.of(refusal.get()));
      }
    }
    List<NodeId> voters = form.voters().stream().map(VoterAccount::node).toList();
    Optional<FormationRefusal> refusal = calls.begin(voters.get(0), form.formation());
    if (refusal.isPresent()) {
      throw refused(List.of(refusal.get()));
    }
    List<FormationRefusal> warnings = tell(form.formation(), voters.subList(1, voters.size()));
    return answer(FormClusterResponse.Result.FORMED, voters, warnings);
  }

  private FormClusterResponse finish(FormationPlan.Finish finish) throws InterruptedException {
    if (finish.toBegin().isEmpty()) {
      return answer(FormClusterResponse.Result.FORMED_BEFORE, finish.members(), finish.warnings());
    }
    List<NodeId> voters = new ArrayList<>(finish.members());
    voters.addAll(finish.toBegin());
    List<FormationRefusal> warnings = new ArrayList<>(finish.warnings());
    warnings.addAll(tell(finish.formation(), finish.toBegin()));
    return answer(FormClusterResponse.Result.FORMED, voters, warnings);
  }

  /** Others have begun: who cannot be told now begins by itself when it sees that. */
  private List<FormationRefusal> tell(FormationId formation, List<NodeId> voters)
      throws InterruptedException {
    List<FormationRefusal> untold = new ArrayList<>();
    for (NodeId voter : voters) {
      calls.begin(voter, formation).ifPresent(untold::add);
    }
    return untold;
  }

  private FormClusterResponse answer(
      FormClusterResponse.Result result, List<NodeId> voters, List<FormationRefusal> warnings) {
    return FormClusterResponse.newBuilder()
        .setResult(result)
        .setCluster(own.shape().cluster())
        .addAllVoters(voters.stream().sorted().map(NodeId::value).toList())
        .addAllWarnings(FormationMessages.notices(warnings))
        .build();
  }

  private static CompletionException refused(List<FormationRefusal> reasons) {
    reasons.forEach(reason -> LOG.info("the cluster is not formed: {}", reason.message()));
    return new CompletionException(
        Refusals.toStatus(Status.Code.FAILED_PRECONDITION, FormationMessages.notices(reasons)));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
