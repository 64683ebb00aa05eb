package io.quorate.server.api;

import io.grpc.stub.ServerCallStreamObserver;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.Status;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One caller who is told of changes. However many there are, one look at a time is under way, and
 * one more is noted; while the caller does not take what was sent, nothing is looked at at all. So
 * a slow caller costs one status of memory and no work.
 */
final class StatusWatch {
  /** Between two looks. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** Between two looks when nobody answered. */
  private static final Duration AGAIN = Duration.ofMillis(500);

  private static final Duration LONGEST = Duration.ofHours(1);

  private final WatchDesk desk;
  private final GetStatusRequest request;
  private final ServerCallStreamObserver<Status> out;
  private final Life life;
  private final AtomicReference<Looking> looking = new AtomicReference<>(Looking.NOT);
  private @Nullable StatusRelay relay;
  private @Nullable Status last;
  private @Nullable Status waiting;
  private @Nullable ScheduledFuture<?> limit;
  private boolean ended;

  /** Whether a look is under way. */
  private enum Looking {
    NOT,
    UNDER_WAY,
    /** And there was news since it began. */
    AND_AGAIN
  }

  /**
   * What surrounds it.
   *
   * @param situated runs a step of it with where status comes from now
   * @param ended told when it is over
   */
  record Life(Consumer<Consumer<StatusPlace>> situated, Consumer<StatusWatch> ended) {}

  StatusWatch(
      WatchDesk desk, GetStatusRequest request, ServerCallStreamObserver<Status> out, Life life) {
    this.desk = desk;
    this.request = request;
    this.out = out;
    this.life = life;
  }

  /** The group that it is about; empty for all. */
  String group() {
    return request.getGroup();
  }

  void begin() {
    synchronized (this) {
      limit = after(LONGEST, this::complete);
    }
    news();
  }

  /** There may be something new; returns at once. */
  void news() {
    Looking before =
        looking.getAndUpdate(now -> now == Looking.NOT ? Looking.UNDER_WAY : Looking.AND_AGAIN);
    if (before == Looking.NOT) {
      after(Duration.ZERO, this::look);
    }
  }

  private @Nullable ScheduledFuture<?> after(Duration wait, Runnable step) {
    try {
      return desk.timer().schedule(step, wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closing) {
      end();
      return null;
    }
  }

  private void look() {
    synchronized (this) {
      if (ended || waiting != null) {
        looked(PAUSE); // goes on when the caller has taken what waits
        return;
      }
    }
    life.situated().accept(this::look);
  }

  private void look(StatusPlace place) {
    if (request.getLocal()) {
      found(null, null);
      return;
    }
    follow(place);
    switch (place.where()) {
      case HERE -> desk.answers().confirmed(request).whenComplete(this::found);
      case THERE -> looked(PAUSE); // the leader tells
      case NOWHERE -> found(null, null);
    }
  }

  /** Listens to the node that leads, and to no other. */
  private synchronized void follow(StatusPlace place) {
    StatusRelay present = relay;
    if (present != null && !present.from().equals(place.leader())) {
      present.close();
      relay = null;
    }
    if (relay == null && place.leader() != null && !ended) {
      relay = new StatusRelay(place.leader(), this::told, this::lost);
      relay.open(desk.route().lasting(place.leader()), request);
    }
  }

  /** The leader's word, on a thread of the channel's. */
  private void told(StatusRelay by, Status status) {
    synchronized (this) {
      if (!by.equals(relay)) {
        return;
      }
    }
    send(desk.answers().best(request, status));
  }

  /** The leader says nothing any more. */
  private void lost(StatusRelay by) {
    synchronized (this) {
      if (!by.equals(relay)) {
        return;
      }
      relay = null;
    }
    onReader(() -> send(desk.answers().best(request, null)));
    after(AGAIN, this::news);
  }

  private void found(@Nullable Status status, @Nullable Throwable failure) {
    if (status != null) {
      send(desk.answers().best(request, status)); // on the reader's thread that made it
    } else {
      onReader(() -> send(desk.answers().best(request, null)));
    }
    if (failure != null) {
      looking.set(Looking.AND_AGAIN);
    }
    looked(failure == null ? PAUSE : AGAIN);
  }

  private void onReader(Runnable step) {
    try {
      desk.readers().execute(step);
    } catch (RejectedExecutionException full) {
      after(AGAIN, this::news);
    }
  }

  private void looked(Duration pause) {
    after(
        pause,
        () -> {
          Looking noted =
              looking.getAndUpdate(
                  now -> now == Looking.AND_AGAIN ? Looking.UNDER_WAY : Looking.NOT);
          if (noted == Looking.AND_AGAIN) {
            look();
          }
        });
  }

  private void send(Status best) {
    CompletableFuture<Status> answer = StatusAnswers.answer(request, best);
    answer.whenComplete(
        (status, failure) -> {
          if (failure == null) {
            offer(status);
          } else {
            fail(Refused.of(failure));
          }
        });
  }

  private synchronized void offer(Status status) {
    if (ended) {
      return;
    }
    Status comparable = withoutClock(status);
    boolean news = !comparable.equals(last);
    if (news && !out.isReady()) {
      waiting = status;
      return;
    }
    waiting = null;
    if (news) {
      last = comparable;
      out.onNext(status);
    }
    if (relay != null) {
      relay.taken();
    }
  }

  /** The caller takes something again. */
  void ready() {
    Status held;
    synchronized (this) {
      held = waiting;
    }
    if (held != null) {
      offer(held);
      news(); // for nothing was looked at meanwhile
    }
  }

  private void fail(Throwable failure) {
    synchronized (this) {
      if (!ended) {
        out.onError(failure);
      }
    }
    end();
  }

  private void complete() {
    synchronized (this) {
      if (!ended) {
        out.onCompleted();
      }
    }
    end();
  }

  /** Nobody listens any more. */
  void end() {
    synchronized (this) {
      ended = true;
      waiting = null;
      if (relay != null) {
        relay.close();
        relay = null;
      }
      if (limit != null) {
        limit.cancel(false);
      }
    }
    life.ended().accept(this);
  }

  /** What only says how time goes by is no change. */
  private static Status withoutClock(Status status) {
    Status.Builder plain = status.toBuilder().clearAsOf().clearAge();
    plain.getNodesBuilderList().forEach(node -> node.clearLastSeen().clearAppliedIndex());
    return plain.build();
  }
}
