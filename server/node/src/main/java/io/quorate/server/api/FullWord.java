package io.quorate.server.api;

import io.grpc.stub.StreamObserver;
import io.quorate.client.error.Refusals;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.server.changes.Next;
import io.quorate.v1.GetGroupRequest;
import io.quorate.v1.Group;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether what this node has not of a group is nowhere. A node that was away, or that only thinks
 * it leads, cannot know: the leader does, once a majority has confirmed it. Asks without waiting,
 * and wakes who asked. For one thread at a time.
 */
final class FullWord {
  private final LeaderRoute route;
  private final LinearizableRead reads;
  private final GroupId group;
  private final Runnable wake;
  private @Nullable CompletableFuture<Boolean> asked;

  /**
   * About a group.
   *
   * @param wake called on any thread when it is time to look once more
   */
  FullWord(LeaderRoute route, LinearizableRead reads, GroupId group, Runnable wake) {
    this.route = route;
    this.reads = reads;
    this.group = group;
    this.wake = wake;
  }

  /**
   * Looks what there is to tell, and has the leader asked when something is not here.
   *
   * @param look reads the store as it is now
   * @return what was seen; {@link Next.Over} in place of {@link Next.NotYet} when the leader was
   *     asked before
   */
  <E> Next<E> on(Supplier<Next<E>> look) {
    boolean sure = given();
    Next<E> next = look.get();
    if (!(next instanceof Next.NotYet<E> lacks)) {
      return next;
    }
    if (sure) {
      return new Next.Over<>(lacks.why());
    }
    ask();
    return next;
  }

  /** Whether it is sure, for whoever looks at the store after this. */
  private boolean given() {
    CompletableFuture<Boolean> word = asked;
    if (word == null || !word.isDone()) {
      return false;
    }
    asked = null;
    return word.join();
  }

  private void ask() {
    if (asked == null) {
      CompletableFuture<Boolean> word =
          leaders().handle((sure, failure) -> failure == null && sure);
      asked = word;
      word.thenAccept(
          sure -> {
            if (sure) {
              wake.run();
            }
          });
    }
  }

  private CompletableFuture<Boolean> leaders() {
    if (route.leads()) {
      return reads.ready().thenApply(term -> true);
    }
    Optional<NodeId> leader = route.elsewhere();
    CompletableFuture<Boolean> unknown = new CompletableFuture<>();
    if (leader.isEmpty()) {
      unknown.complete(false);
      return unknown;
    }
    GetGroupRequest request = GetGroupRequest.newBuilder().setName(group.value()).build();
    route.stub(leader.get()).getGroup(request, new Known(unknown));
    return unknown;
  }

  /** The leader's answer: whether it does not know the group. */
  private record Known(CompletableFuture<Boolean> unknown) implements StreamObserver<Group> {
    @Override
    public void onNext(Group known) {
      unknown.complete(false);
    }

    @Override
    public void onError(Throwable failure) {
      unknown.complete(
          Refusals.fromThrowable(failure)
              .filter(refusal -> refusal.hasReason(Reason.UNKNOWN_GROUP.name()))
              .isPresent());
    }

    @Override
    public void onCompleted() {
      unknown.complete(false);
    }
  }
}
