package io.quorate.client;

import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.quorate.client.error.CallRefusal;
import io.quorate.client.error.Refusals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Makes calls at one node after the other until one answers or the time is over. */
final class NodeCalls implements AutoCloseable {

  private final List<NodeChannel> nodes;
  private final AttemptPlan plan;
  private int preferred;

  NodeCalls(ClientSettings settings, Function<NodeAddress, ManagedChannel> channels) {
    nodes =
        settings.addresses().stream().map(address -> new NodeChannel(address, channels)).toList();
    plan = new AttemptPlan(nodes.size(), settings.attemptTimeout(), settings.callTimeout());
  }

  /**
   * A call: what is asked, what it does, and under which name a change is asked for (empty for
   * reads).
   */
  record Call<Q, A>(
      MethodDescriptor<Q, A> method, Q request, CallEffect effect, String requestId) {}

  /** Asks until a node answers; the same request, so a change is made at most once. */
  <Q, A> A run(Call<Q, A> call) throws QuorateException {
    long begin = System.nanoTime();
    List<FailedAttempt> failed = new ArrayList<>();
    while (true) {
      Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
      Optional<AttemptPlan.Next> next = plan.next(failed, elapsed);
      if (next.isEmpty() || !paused(next.get().pause())) {
        throw new CallVerdict(call.effect(), call.requestId(), failed).afterAll();
      }
      NodeChannel node = node();
      Attempt<A> attempt = attempt(node, call, next.get().deadline(), failed);
      if (attempt.answer().isPresent()) {
        return attempt.answer().get();
      }
      failed.add(attempt.failure().orElseThrow());
      leave(node);
    }
  }

  /** Asks every other node once, shortly, and gives the answers that came. */
  <Q, A> List<A> runAtOthers(Call<Q, A> call) {
    List<A> answers = new ArrayList<>();
    NodeChannel asked = node();
    for (NodeChannel node : nodes) {
      if (node != asked) {
        try {
          attempt(node, call, plan.attemptTimeout(), List.of()).answer().ifPresent(answers::add);
        } catch (QuorateException refused) {
          // One answer is there already; what the others refuse takes nothing away from it.
        }
      }
    }
    return answers;
  }

  /** When attempts come. */
  AttemptPlan plan() {
    return plan;
  }

  /** The node to ask next. */
  synchronized NodeChannel node() {
    return nodes.get(preferred);
  }

  /** Goes on to the next node, unless another call has done so already. */
  synchronized void leave(NodeChannel node) {
    if (nodes.get(preferred) == node) {
      preferred = (preferred + 1) % nodes.size();
    }
  }

  /** Lets go of a node that no longer answers, and goes on to the next. */
  void abandon(NodeChannel node) {
    node.drop();
    leave(node);
  }

  @Override
  public void close() {
    nodes.forEach(NodeChannel::close);
  }

  private record Attempt<A>(Optional<A> answer, Optional<FailedAttempt> failure) {}

  private static <Q, A> Attempt<A> attempt(
      NodeChannel node, Call<Q, A> call, Duration deadline, List<FailedAttempt> before)
      throws QuorateException {
    AtomicBoolean sent = new AtomicBoolean();
    try {
      A answer =
          ClientCalls.blockingUnaryCall(
              node.open(), call.method(), NodeChannel.options(deadline, sent), call.request());
      return new Attempt<>(Optional.of(answer), Optional.empty());
    } catch (StatusRuntimeException thrown) {
      FailedAttempt.Sent left = sent.get() ? FailedAttempt.Sent.YES : FailedAttempt.Sent.NO;
      Optional<CallRefusal> refusal = Refusals.fromThrowable(thrown);
      Optional<FailedAttempt> failure =
          FailedAttempt.judge(node.address(), thrown.getStatus(), refusal, left);
      if (failure.isEmpty()) {
        throw new CallVerdict(call.effect(), call.requestId(), before)
            .afterAnswer(thrown.getStatus(), refusal);
      }
      if (refusal.isEmpty()) {
        node.drop();
      }
      return new Attempt<>(Optional.empty(), failure);
    }
  }

  /** False when the thread was interrupted. */
  private static boolean paused(Duration pause) {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
