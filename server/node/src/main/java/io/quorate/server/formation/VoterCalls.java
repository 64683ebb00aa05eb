package io.quorate.server.formation;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.quorate.client.error.Refusals;
import io.quorate.core.NodeId;
import io.quorate.core.formation.FormationId;
import io.quorate.core.formation.FormationReason;
import io.quorate.core.formation.FormationRefusal;
import io.quorate.core.formation.VoterAccount;
import io.quorate.core.formation.VoterAnswer;
import io.quorate.core.formation.VoterRules;
import io.quorate.server.session.Peers;
import io.quorate.v1.BeginVoterRequest;
import io.quorate.v1.LookRequest;
import io.quorate.v1.NodeFormationGrpc.NodeFormationFutureStub;
import io.quorate.v1.VoterReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Asks and tells voters, this one included; each call has an end. */
public final class VoterCalls {
  private static final long LIMIT_MILLIS = 3_000;

  private final FormationDesk own;
  private final Peers peers;

  /** Of a node with its own part in it and the others. */
  public VoterCalls(FormationDesk own, Peers peers) {
    this.own = own;
    this.peers = peers;
  }

  /** What every voter says of itself. */
  SortedMap<NodeId, VoterAnswer> look() throws InterruptedException {
    SortedMap<NodeId, VoterAnswer> answers = lookAtOthers();
    answers.put(own.account().node(), new VoterAnswer.Said(own.account()));
    return answers;
  }

  /** What every other voter says of itself. */
  public SortedMap<NodeId, VoterAnswer> lookAtOthers() throws InterruptedException {
    Map<NodeId, ListenableFuture<VoterReport>> asked = new LinkedHashMap<>();
    for (NodeId peer : peers.nodes()) {
      peers.reconnect(peer);
      asked.put(peer, stub(peer).look(LookRequest.getDefaultInstance()));
    }
    SortedMap<NodeId, VoterAnswer> answers = new TreeMap<>();
    for (Map.Entry<NodeId, ListenableFuture<VoterReport>> one : asked.entrySet()) {
      answers.put(one.getKey(), answer(one.getValue()));
    }
    return answers;
  }

  private static VoterAnswer answer(ListenableFuture<VoterReport> asked)
      throws InterruptedException {
    try {
      Optional<VoterAccount> account = FormationMessages.account(asked.get());
      return account.isPresent()
          ? new VoterAnswer.Said(account.get())
          : new VoterAnswer.Silent("its answer is not understood; compare the versions");
    } catch (ExecutionException failed) {
      return new VoterAnswer.Silent(why(failed));
    }
  }

  /** Why the voter is not prepared, or nothing when it is. */
  Optional<FormationRefusal> prepare(NodeId voter, VoterRules.Preparation asked)
      throws InterruptedException {
    return voter.equals(own.account().node())
        ? own.prepare(asked)
        : done(voter, stub(voter).prepare(FormationMessages.preparation(asked)));
  }

  /** Why the voter does not begin, or nothing when it does. */
  Optional<FormationRefusal> begin(NodeId voter, FormationId formation)
      throws InterruptedException {
    BeginVoterRequest request =
        BeginVoterRequest.newBuilder().setFormation(formation.value()).build();
    return voter.equals(own.account().node())
        ? own.begin(formation)
        : done(voter, stub(voter).begin(request));
  }

  private static Optional<FormationRefusal> done(NodeId voter, ListenableFuture<VoterReport> told)
      throws InterruptedException {
    try {
      told.get();
      return Optional.empty();
    } catch (ExecutionException failed) {
      return Optional.of(
          new FormationRefusal(
              FormationReason.VOTER_CHANGED,
              voter + " could not be told: " + why(failed),
              "run quorate cluster form again"));
    }
  }

  private NodeFormationFutureStub stub(NodeId voter) {
    // Waits for a connection: an earlier failure says nothing of now.
    return peers
        .formation(voter)
        .withWaitForReady()
        .withDeadlineAfter(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static String why(ExecutionException failed) {
    Throwable cause = failed.getCause() == null ? failed : failed.getCause();
    return Refusals.fromThrowable(cause)
        .map(refusal -> refusal.reasons().get(0).getMessage())
        .orElseGet(() -> plain(Status.fromThrowable(cause)));
  }

  private static String plain(Status status) {
    return switch (status.getCode()) {
      case UNAVAILABLE -> "no connection";
      case DEADLINE_EXCEEDED -> "no connection or no answer within 3 s";
      case UNIMPLEMENTED -> "it knows nothing of forming a cluster; compare the versions";
      default -> String.valueOf(status);
    };
  }
}
