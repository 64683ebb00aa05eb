package io.quorate.server.api;

import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quorate.client.error.Refusals;
import io.quorate.core.GroupId;
import io.quorate.core.Names;
import io.quorate.core.image.ImageChange;
import io.quorate.core.leader.VisibleChange;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.Status;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * Those who watch this node's view of the cluster. They are told when something changes: by the
 * leader, by the registry, and when another node leads. Nobody asks again and again; whoever tells
 * them only marks that there is news, and works for none of them.
 */
final class StatusWatches {
  /** Watches of callers. */
  static final int MAX_WATCHES = 64;

  /** Watches that other nodes pass on: as many from each of a few. */
  static final int MAX_PASSED_ON = 4 * MAX_WATCHES;

  /** A leader that has not answered this node for so long is none for those who watch. */
  private static final Duration LEADER_SILENCE = Duration.ofSeconds(3);

  private static final long PLACE_MILLIS = 100;

  private final WatchDesk desk;
  private final LeaderSilence silence;
  private final Set<StatusWatch> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger own = new AtomicInteger();
  private final AtomicInteger passedOn = new AtomicInteger();
  private final AtomicReference<StatusPlace> place = new AtomicReference<>(StatusPlace.NOWHERE);

  StatusWatches(WatchDesk desk, LeaderSilence silence) {
    this.desk = desk;
    this.silence = silence;
    ScheduledFuture<?> unused =
        desk.timer()
            .scheduleWithFixedDelay(
                this::lookWhereTheLeaderIs, 0, PLACE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Of time alone nobody tells: that a leader falls silent has to be looked for. No view is made.
   */
  private void lookWhereTheLeaderIs() {
    if (open.isEmpty()) {
      return;
    }
    StatusPlace now = place();
    if (!now.equals(place.getAndSet(now))) {
      tell(watch -> true);
    }
  }

  /** Where status comes from now, for the present call. */
  private StatusPlace place() {
    if (desk.route().leads()) {
      return StatusPlace.HERE;
    }
    boolean silent = silence.lasting().compareTo(LEADER_SILENCE) > 0;
    return desk.route()
        .elsewhere()
        .filter(leader -> !silent)
        .map(StatusPlace::there)
        .orElse(StatusPlace.NOWHERE);
  }

  /** The registry has changed; returns at once. */
  void changed(ImageChange change) {
    tell(
        watch ->
            watch.group().isEmpty()
                || (change.extent() == ImageChange.Extent.SOME && change.groups().isEmpty())
                || (Names.wellFormed(watch.group())
                    && change.concerns(new GroupId(watch.group()))));
  }

  /** What the leader alone knows has changed; returns at once. */
  void changed(VisibleChange change) {
    tell(
        watch ->
            watch.group().isEmpty()
                || change.nodes() == VisibleChange.Nodes.OTHERWISE
                || (Names.wellFormed(watch.group())
                    && change.groups().contains(new GroupId(watch.group()))));
  }

  private void tell(Predicate<StatusWatch> concerned) {
    for (StatusWatch watch : open) {
      if (concerned.test(watch)) {
        watch.news();
      }
    }
  }

  /** How many watch. */
  int open() {
    return open.size();
  }

  /** Sends a status now and one after each change, until the caller goes or an hour is over. */
  void watch(GetStatusRequest request, StreamObserver<Status> out) {
    boolean passed = LeaderRoute.passedOn();
    AtomicInteger count = passed ? passedOn : own;
    int most = passed ? MAX_PASSED_ON : MAX_WATCHES;
    if (count.incrementAndGet() > most) {
      count.decrementAndGet();
      out.onError(
          Refusals.overloaded(
              most + " watches are open on this node already", "watch by way of another node"));
      return;
    }
    Context context = Context.current().fork();
    ServerCallStreamObserver<Status> call = (ServerCallStreamObserver<Status>) out;
    StatusWatch watch =
        new StatusWatch(
            desk,
            request,
            call,
            new StatusWatch.Life(
                step -> context.run(() -> step.accept(place())),
                ended -> {
                  if (open.remove(ended)) {
                    count.decrementAndGet();
                  }
                }));
    open.add(watch);
    call.setOnCancelHandler(watch::end);
    call.setOnCloseHandler(watch::end);
    call.setOnReadyHandler(watch::ready);
    watch.begin();
  }
}
