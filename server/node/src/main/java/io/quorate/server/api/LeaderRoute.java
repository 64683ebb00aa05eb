package io.quorate.server.api;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractAsyncStub;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.quorate.client.error.Refusals;
import io.quorate.core.NodeId;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.session.Peers;
import io.quorate.v1.AdminGrpc;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes each call to the leader: here, or once over the network. A call that was passed on is never
 * passed on again.
 */
final class LeaderRoute implements ServerInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger(LeaderRoute.class);
  private static final Metadata.Key<String> PASSED_ON =
      Metadata.Key.of("quorate-passed-on", Metadata.ASCII_STRING_MARSHALLER);
  private static final Context.Key<String> FROM = Context.key("quorate-passed-on-by");
  private static final long DEFAULT_SECONDS = 10;

  private final NodeId self;
  private final ReplicatedRegistry registry;
  private final Peers peers;

  LeaderRoute(NodeId self, ReplicatedRegistry registry, Peers peers) {
    this.self = self;
    this.registry = registry;
    this.peers = peers;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String from = headers.get(PASSED_ON);
    return from == null
        ? next.startCall(call, headers)
        : Contexts.interceptCall(Context.current().withValue(FROM, from), call, headers, next);
  }

  /** Whether this node leads, as far as it knows. */
  boolean leads() {
    return registry.leads(registry.currentTerm());
  }

  /** Whether the present call was passed on by another node. */
  static boolean passedOn() {
    return FROM.get() != null;
  }

  /** Another node that leads, as far as this node knows, and that the call may be passed on to. */
  Optional<NodeId> elsewhere() {
    if (passedOn()) {
      return Optional.empty();
    }
    return registry.leader().filter(leader -> !leader.equals(self));
  }

  /** Decided here when this node leads, else lets the leader answer. */
  <A> void route(
      StreamObserver<A> out,
      Supplier<CompletableFuture<A>> here,
      BiConsumer<AdminGrpc.AdminStub, StreamObserver<A>> there) {
    route(out, here, peers::admin, there);
  }

  /**
   * The same, for any service.
   *
   * @param stubs calls of the service at a node
   */
  <A, S extends AbstractAsyncStub<S>> void route(
      StreamObserver<A> out,
      Supplier<CompletableFuture<A>> here,
      Function<NodeId, S> stubs,
      BiConsumer<S, StreamObserver<A>> there) {
    if (leads()) {
      answer(out, here.get());
      return;
    }
    Optional<NodeId> leader = elsewhere();
    if (leader.isEmpty()) {
      out.onError(nobodyLeads());
      return;
    }
    there.accept(
        bounded(passing(stubs.apply(leader.get()))), new Relay<>(out, LeaderRoute::asAnswered));
  }

  /** The error of a call that no node is known to take. */
  StatusException nobodyLeads() {
    return Refusals.noQuorum(
        self + " knows no leader: no majority of the nodes is connected to it",
        "see that a majority of the nodes runs and reaches each other; then try again");
  }

  /** Calls to the leader over the network, within what is left of the caller's time. */
  AdminGrpc.AdminStub stub(NodeId leader) {
    return bounded(lasting(leader));
  }

  /** Calls to the leader that last until they are ended. */
  AdminGrpc.AdminStub lasting(NodeId leader) {
    return passing(peers.admin(leader));
  }

  private static <S extends AbstractAsyncStub<S>> S bounded(S stub) {
    Deadline deadline = Context.current().getDeadline();
    Deadline own = Deadline.after(DEFAULT_SECONDS, TimeUnit.SECONDS);
    return stub.withDeadline(deadline == null ? own : deadline);
  }

  /** Calls of another node that need not lead, within what is left of the caller's time. */
  <S extends AbstractAsyncStub<S>> S toNode(S stub) {
    return bounded(passing(stub));
  }

  /** Calls of the stub, marked as passed on by this node. */
  <S extends AbstractAsyncStub<S>> S passing(S stub) {
    Metadata headers = new Metadata();
    headers.put(PASSED_ON, self.value());
    return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /** Sends what the future ends with. */
  static <A> void answer(StreamObserver<A> out, CompletableFuture<A> answer) {
    answer.whenComplete(
        (value, failure) -> {
          if (failure == null) {
            out.onNext(value);
            out.onCompleted();
            return;
          }
          Throwable error = Refused.of(failure);
          if (Status.fromThrowable(error).getCode() == Status.Code.UNKNOWN) {
            LOG.error("a call failed", error);
            error = Status.INTERNAL.withDescription(String.valueOf(error)).asRuntimeException();
          }
          out.onError(error);
        });
  }

  /** What a caller is told of an error of the leader's answer, or of the way there. */
  static Throwable asAnswered(Throwable failure) {
    Status ended = Status.fromThrowable(failure);
    if (ended.getCode() == Status.Code.UNAUTHENTICATED) {
      // Who calls was let in here: it is this node that the leader does not know.
      return Refusals.noQuorum(
          "the leader takes no calls of this node: " + ended.getDescription(),
          "ask another node; give this one a certificate that holds: docs/security.md");
    }
    boolean plain =
        failure instanceof StatusRuntimeException status
            && (status.getStatus().getCode() == Status.Code.UNAVAILABLE
                || Refusals.connectionEnded(status.getStatus()))
            && Refusals.fromThrowable(failure).isEmpty();
    return plain
        ? Refusals.outcomeUnknown(
            "the leader did not answer; a change may or may not be made",
            "repeat the call with the same request id")
        : failure;
  }
}
