package io.quorate.server.api;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.server.session.Peers;
import io.quorate.v1.AddRecipientRequest;
import io.quorate.v1.ChangeRecipientResponse;
import io.quorate.v1.GetSecretKeysRequest;
import io.quorate.v1.ListSecretsRequest;
import io.quorate.v1.ListSecretsResponse;
import io.quorate.v1.NoteSecretKeysRequest;
import io.quorate.v1.NoteSecretKeysResponse;
import io.quorate.v1.PutSecretsRequest;
import io.quorate.v1.RemoveRecipientRequest;
import io.quorate.v1.RevealSecretRequest;
import io.quorate.v1.RevealedSecret;
import io.quorate.v1.RotateSecretsRequest;
import io.quorate.v1.RotateSecretsResponse;
import io.quorate.v1.SealedSecret;
import io.quorate.v1.SecretKeys;
import io.quorate.v1.SecretsGrpc;
import io.quorate.v1.SecretsGrpc.SecretsStub;
import io.quorate.v1.TakeSealedRequest;
import io.quorate.v1.WriteConfigResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The API of secrets: what needs the leader goes there, what needs a data key is done here or, on a
 * node that has none, by a data node.
 */
final class SecretService extends SecretsGrpc.SecretsImplBase {
  private final ClusterIdentity identity;
  private final LeaderRoute route;
  private final Peers peers;
  private final SecretDesk desk;
  private final @Nullable SealingDesk sealing;

  /**
   * On one node.
   *
   * @param sealing null on a node that has no key
   */
  SecretService(
      ClusterIdentity identity,
      LeaderRoute route,
      Peers peers,
      SecretDesk desk,
      @Nullable SealingDesk sealing) {
    this.identity = identity;
    this.route = route;
    this.peers = peers;
    this.desk = desk;
    this.sealing = sealing;
  }

  @Override
  public void putSecrets(PutSecretsRequest request, StreamObserver<WriteConfigResponse> out) {
    seal(out, here -> here.put(request), (stub, relay) -> stub.putSecrets(request, relay));
  }

  @Override
  public void revealSecret(RevealSecretRequest request, StreamObserver<RevealedSecret> out) {
    seal(out, here -> here.reveal(request), (stub, relay) -> stub.revealSecret(request, relay));
  }

  @Override
  public void rotateSecrets(
      RotateSecretsRequest request, StreamObserver<RotateSecretsResponse> out) {
    seal(out, here -> here.rotate(request), (stub, relay) -> stub.rotateSecrets(request, relay));
  }

  @Override
  public void listSecrets(ListSecretsRequest request, StreamObserver<ListSecretsResponse> out) {
    route(out, () -> desk.list(request), (stub, relay) -> stub.listSecrets(request, relay));
  }

  @Override
  public void getSecretKeys(GetSecretKeysRequest request, StreamObserver<SecretKeys> out) {
    route(out, desk::keys, (stub, relay) -> stub.getSecretKeys(request, relay));
  }

  @Override
  public void addRecipient(
      AddRecipientRequest request, StreamObserver<ChangeRecipientResponse> out) {
    route(out, () -> desk.add(request), (stub, relay) -> stub.addRecipient(request, relay));
  }

  @Override
  public void removeRecipient(
      RemoveRecipientRequest request, StreamObserver<ChangeRecipientResponse> out) {
    route(out, () -> desk.remove(request), (stub, relay) -> stub.removeRecipient(request, relay));
  }

  @Override
  public void noteSecretKeys(
      NoteSecretKeysRequest request, StreamObserver<NoteSecretKeysResponse> out) {
    route(out, () -> desk.note(request), (stub, relay) -> stub.noteSecretKeys(request, relay));
  }

  @Override
  public void takeSealed(TakeSealedRequest request, StreamObserver<SealedSecret> out) {
    route(out, () -> desk.take(request), (stub, relay) -> stub.takeSealed(request, relay));
  }

  private <A> void route(
      StreamObserver<A> out,
      Supplier<CompletableFuture<A>> here,
      BiConsumer<SecretsStub, StreamObserver<A>> there) {
    route.route(out, here, peers::secrets, there);
  }

  private <A> void seal(
      StreamObserver<A> out,
      Function<SealingDesk, CompletableFuture<A>> here,
      BiConsumer<SecretsStub, StreamObserver<A>> there) {
    SealingDesk own = sealing;
    if (own != null) {
      LeaderRoute.answer(out, here.apply(own));
    } else if (LeaderRoute.passedOn()) {
      out.onError(noKey("this node has no key to open secrets with"));
    } else {
      new Elsewhere<>(out, there).next();
    }
  }

  private static Throwable noKey(String message) {
    return Refused.of(
        List.of(
            Refusal.of(
                Reason.KEY_MISMATCH, message, "see its log, and: quorate secret fingerprint")));
  }

  /** Asks one data node after the other until one answers. */
  private final class Elsewhere<A> {
    private final StreamObserver<A> out;
    private final BiConsumer<SecretsStub, StreamObserver<A>> call;
    private final Deque<NodeId> left = new ArrayDeque<>();
    private Throwable last = noKey("no data node is there to be asked");

    Elsewhere(StreamObserver<A> out, BiConsumer<SecretsStub, StreamObserver<A>> call) {
      this.out = out;
      this.call = call;
      List<NodeId> nodes = new ArrayList<>(peers.nodes());
      nodes.removeIf(node -> identity.kinds().get(node) != NodeKind.DATA);
      route.elsewhere().filter(nodes::remove).ifPresent(left::add); // spares a way
      left.addAll(nodes);
    }

    void next() {
      NodeId node = left.poll();
      if (node == null) {
        out.onError(LeaderRoute.asAnswered(last));
        return;
      }
      call.accept(
          route.toNode(peers.secrets(node)),
          new StreamObserver<>() {
            @Override
            public void onNext(A value) {
              out.onNext(value);
            }

            @Override
            public void onError(Throwable failure) {
              failed(failure);
            }

            @Override
            public void onCompleted() {
              out.onCompleted();
            }
          });
    }

    /** Repeating is safe: under a request id it has one effect, and equal values are no change. */
    private void failed(Throwable failure) {
      last = failure;
      boolean notThere = Status.fromThrowable(failure).getCode() == Status.Code.UNAVAILABLE;
      boolean cannot = DataKeys.reasons(failure).contains(Reason.KEY_MISMATCH.name());
      if (notThere || cannot) {
        next();
      } else {
        out.onError(failure);
      }
    }
  }
}
