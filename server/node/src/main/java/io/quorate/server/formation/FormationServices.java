package io.quorate.server.formation;

import io.grpc.BindableService;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.quorate.client.error.Refusals;
import io.quorate.core.PlainText;
import io.quorate.core.formation.FormationId;
import io.quorate.core.formation.FormationRefusal;
import io.quorate.server.session.Peers;
import io.quorate.v1.BeginVoterRequest;
import io.quorate.v1.FormClusterRequest;
import io.quorate.v1.FormClusterResponse;
import io.quorate.v1.FormationGrpc;
import io.quorate.v1.LookRequest;
import io.quorate.v1.NodeFormationGrpc;
import io.quorate.v1.PrepareVoterRequest;
import io.quorate.v1.VoterReport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** The calls that form a cluster, on a node that waits as on one that takes part. */
public final class FormationServices implements AutoCloseable {
  private final FormationDesk own;
  private final ClusterForming forming;

  /** Of one node. */
  public FormationServices(FormationDesk own, Peers peers) {
    this.own = own;
    this.forming = new ClusterForming(own, new VoterCalls(own, peers));
  }

  /** For a server. */
  public List<BindableService> services() {
    return List.of(new ForOperators(), new ForVoters());
  }

  private final class ForOperators extends FormationGrpc.FormationImplBase {
    @Override
    public void form(FormClusterRequest request, StreamObserver<FormClusterResponse> out) {
      forming
          .form(PlainText.of(request.getCaller().getActor()))
          .whenComplete(
              (answer, failure) -> {
                if (failure == null) {
                  out.onNext(answer);
                  out.onCompleted();
                } else {
                  out.onError(failure instanceof CompletionException ? cause(failure) : failure);
                }
              });
    }

    private static Throwable cause(Throwable failure) {
      return failure.getCause() == null ? failure : failure.getCause();
    }
  }

  private final class ForVoters extends NodeFormationGrpc.NodeFormationImplBase {
    @Override
    public void look(LookRequest request, StreamObserver<VoterReport> out) {
      out.onNext(FormationMessages.report(own.account()));
      out.onCompleted();
    }

    @Override
    public void prepare(PrepareVoterRequest request, StreamObserver<VoterReport> out) {
      answer(out, FormationMessages.preparation(request), own::prepare);
    }

    @Override
    public void begin(BeginVoterRequest request, StreamObserver<VoterReport> out) {
      answer(out, FormationId.read(request.getFormation()), own::begin);
    }

    private <Q> void answer(
        StreamObserver<VoterReport> out,
        Optional<Q> request,
        Function<Q, Optional<FormationRefusal>> task) {
      if (request.isEmpty()) {
        out.onError(
            Status.INVALID_ARGUMENT
                .withDescription("not understood by this version")
                .asRuntimeException());
        return;
      }
      Optional<FormationRefusal> refusal = task.apply(request.get());
      if (refusal.isPresent()) {
        out.onError(
            Refusals.toStatus(
                Status.Code.FAILED_PRECONDITION,
                FormationMessages.notices(List.of(refusal.get()))));
        return;
      }
      look(LookRequest.getDefaultInstance(), out);
    }
  }

  @Override
  public void close() {
    forming.close();
  }
}
