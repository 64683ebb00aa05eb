package io.quorate.server.changes;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quorate.core.GroupId;
import io.quorate.core.Refusal;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The feeds of one kind of what groups keep, of those groups that somebody watches.
 *
 * @param <E> type of what is told
 */
public final class ChangeFeeds<E> {
  private final ChangeDesk desk;
  private final Errors errors;
  private final ConcurrentMap<GroupId, ChangeFeed<E>> feeds = new ConcurrentHashMap<>();

  /**
   * What calls end with.
   *
   * @param over that cannot go on anywhere, for this reason
   * @param elsewhere that cannot go on at this node, which has not what they ask for
   */
  public record Errors(Function<Refusal, Throwable> over, Function<Refusal, Throwable> elsewhere) {}

  /** With none. */
  public ChangeFeeds(ChangeDesk desk, Errors errors) {
    this.desk = desk;
    this.errors = errors;
    desk.everySecond(() -> all(ChangeFeed::tick));
  }

  /** The feed of a group; null when nobody watches it. */
  public @Nullable ChangeFeed<E> of(GroupId group) {
    return feeds.get(group);
  }

  /** Does something with each. */
  public void all(Consumer<ChangeFeed<E>> step) {
    feeds.values().forEach(step);
  }

  /** The node stops: all calls are ended, so that whoever watches goes on elsewhere. */
  public void stop() {
    desk.stop();
    all(ChangeFeed::wake);
  }

  /** The group is deleted: those who watch are told so. Returns at once. */
  public void deleted(GroupId group) {
    ChangeFeed<E> feed;
    synchronized (this) {
      feed = feeds.remove(group);
    }
    if (feed != null) {
      desk.feedClosed();
      feed.ended();
    }
  }

  /**
   * Tells a caller of changes until it goes.
   *
   * @param source says what there is to tell, on the feed that it is given
   */
  public void watch(
      GroupId group, Function<ChangeFeed<E>, ChangeSource<E>> source, StreamObserver<E> out) {
    ServerCallStreamObserver<E> call = (ServerCallStreamObserver<E>) out;
    ChangeWatch<E> watch;
    ChangeFeed<E> feed;
    synchronized (this) {
      feed = feeds.get(group);
      if (feed == null) {
        feed = new ChangeFeed<>(group, desk);
        feeds.put(group, feed);
        desk.feedOpened();
      }
      watch = watch(feed, source, call);
      feed.add(watch);
    }
    call.setOnCancelHandler(watch::end);
    call.setOnCloseHandler(watch::end);
    call.setOnReadyHandler(watch::news);
    watch.news();
  }

  private ChangeWatch<E> watch(
      ChangeFeed<E> feed,
      Function<ChangeFeed<E>, ChangeSource<E>> source,
      ServerCallStreamObserver<E> call) {
    return new ChangeWatch<>(
        source.apply(feed), call, desk, new ChangeWatch.Life<>(errors, gone -> leave(feed, gone)));
  }

  private synchronized void leave(ChangeFeed<E> feed, ChangeWatch<E> watch) {
    feed.remove(watch);
    if (feed.idle() && feeds.remove(feed.group(), feed)) {
      desk.feedClosed();
    }
  }
}
