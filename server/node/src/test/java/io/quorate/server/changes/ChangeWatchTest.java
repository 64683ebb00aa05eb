package io.quorate.server.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.quorate.client.error.Refusals;
import io.quorate.core.GroupId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.server.process.Await;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A watch costs nothing while nobody reads, and has an end when nobody does for too long. */
final class ChangeWatchTest {
  private static final GroupId GROUP = new GroupId("g");
  private static final int STILL = 500;

  private final AtomicLong nanos = new AtomicLong(1);
  private final ChangeDesk desk = new ChangeDesk(4, nanos::get);
  private final ChangeFeeds<String> feeds =
      new ChangeFeeds<>(
          desk,
          new ChangeFeeds.Errors(
              why -> Status.FAILED_PRECONDITION.withDescription(why.message()).asException(),
              why -> Status.UNAVAILABLE.withDescription(why.message()).asException()));
  private final Numbers numbers = new Numbers();
  private final Caller caller = new Caller();

  @AfterEach
  void end() {
    desk.close();
  }

  /** Tells numbers as long as there are any. */
  private static final class Numbers implements ChangeSource<String> {
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicReference<@Nullable Next<String>> instead = new AtomicReference<>();

    @Override
    public Next<String> next() {
      Next<String> other = instead.get();
      if (other != null) {
        return other;
      }
      return made.get() < most.get()
          ? new Next.Told<>("" + made.incrementAndGet())
          : new Next.Nothing<>();
    }

    @Override
    public Next<String> read() {
      return new Next.NotYet<>(Refusal.of(Reason.FROM_THE_FUTURE, "not here", "wait"));
    }

    @Override
    public String progress() {
      return "still " + made.get();
    }
  }

  /** Reads or does not. */
  private static final class Caller extends ServerCallStreamObserver<String> {
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final AtomicBoolean reads = new AtomicBoolean(true);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** With what it was ended. */
    Throwable end() {
      return Objects.requireNonNull(failure.get());
    }

    @Override
    public boolean isReady() {
      return reads.get();
    }

    @Override
    public void onNext(String value) {
      taken.add(value);
    }

    @Override
    public void onError(Throwable why) {
      failure.set(why);
    }

    @Override
    public void onCompleted() {
      throw new AssertionError("a watch never ends well by itself");
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public void setOnCancelHandler(Runnable told) {
      // Nobody cancels here.
    }

    @Override
    public void setOnCloseHandler(Runnable told) {
      // As above.
    }

    @Override
    public void setOnReadyHandler(Runnable told) {
      // The clock looks often enough.
    }

    @Override
    public void setCompression(String compression) {
      // As it is.
    }

    @Override
    public void disableAutoInboundFlowControl() {
      // Nothing comes in.
    }

    @Override
    public void request(int count) {
      // As above.
    }

    @Override
    public void setMessageCompression(boolean enable) {
      // As it is.
    }
  }

  private void watch() {
    feeds.watch(GROUP, feed -> numbers, caller);
  }

  private void wake() {
    feeds.all(ChangeFeed::wake);
  }

  private void awaitTaken(String last) throws InterruptedException {
    Await.until(() -> "" + caller.taken, () -> caller.taken.contains(last));
  }

  @Test
  void nothingIsMadeForWhoDoesNotRead() throws Exception {
    caller.reads.set(false);
    watch();
    numbers.most.set(STILL);
    wake();
    assertThat(numbers.made).hasValue(0);
    caller.reads.set(true);
    wake();

    awaitTaken("" + STILL);
    assertThat(caller.taken).hasSize(STILL);
  }

  @Test
  void whoReadsNothingForTooLongIsCutOffWithAWord() throws Exception {
    caller.reads.set(false);
    watch();
    wake();
    nanos.addAndGet(Duration.ofSeconds(29).toNanos());
    wake();
    nanos.addAndGet(Duration.ofMillis(1_100).toNanos());
    wake();

    Await.until(() -> "it goes on", () -> caller.failure.get() != null);
    assertThat(Refusals.fromThrowable(caller.end()).orElseThrow().hasReason("OVERLOADED")).isTrue();
    Await.until(() -> "it is kept", () -> feeds.of(GROUP) == null);
  }

  @Test
  void inAQuietTimeItIsSaidThatNothingHasChanged() throws Exception {
    numbers.most.set(1);
    watch();
    awaitTaken("1");
    nanos.addAndGet(Duration.ofSeconds(11).toNanos());
    wake();

    awaitTaken("still 1");
  }

  @Test
  void whatIsNotThereYetIsWaitedForAndThenRefused() throws Exception {
    numbers.instead.set(new Next.Behind<>());
    watch();
    Await.until(() -> "nobody watches", () -> feeds.of(GROUP) != null);
    wake();
    assertThat(caller.failure.get()).isNull();
    Await.until(
        () -> "it waits for ever",
        () -> {
          nanos.addAndGet(Duration.ofSeconds(6).toNanos());
          wake();
          return caller.failure.get() != null;
        });

    assertThat(caller.end()).hasMessageContaining("not here");
    assertThat(caller.taken).isEmpty();
  }

  @Test
  void aNodeThatStopsEndsIt() throws Exception {
    watch();
    feeds.stop();

    Await.until(() -> "it goes on", () -> caller.failure.get() != null);
    assertThat(Status.fromThrowable(caller.end()).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void aDeletedGroupEndsIt() throws Exception {
    watch();
    numbers.instead.set(new Next.Over<>(Refusal.of(Reason.UNKNOWN_GROUP, "gone", "none")));
    feeds.deleted(GROUP);

    Await.until(() -> "it goes on", () -> caller.failure.get() != null);
    assertThat(feeds.of(GROUP)).isNull();
  }
}
