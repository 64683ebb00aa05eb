package io.quorate.server.api;

import io.grpc.stub.StreamObserver;
import io.quorate.core.GroupId;
import io.quorate.core.Revision;
import io.quorate.core.config.WatchedPlaces;
import io.quorate.server.changes.ChangeDesk;
import io.quorate.server.changes.ChangeFeeds;
import io.quorate.server.transport.CallGate;
import io.quorate.server.wire.WireFields;
import io.quorate.v1.ConfigWatchEvent;
import io.quorate.v1.RuntimeWatchEvent;
import io.quorate.v1.WatchConfigRequest;
import io.quorate.v1.WatchRuntimeRequest;
import java.util.List;
import java.util.function.LongSupplier;

/** Those who watch configurations and runtime entries on this node, as this node has them. */
final class StoreWatches implements AutoCloseable {
  private final ChangeDesk desk;
  private final WatchedStore store;
  private final ChangeFeeds<ConfigWatchEvent> configurations;
  private final ChangeFeeds<RuntimeWatchEvent> runtimes;

  /**
   * With nobody.
   *
   * @param nanos a clock that goes on evenly, in nanoseconds
   */
  StoreWatches(WatchedStore store, LongSupplier nanos) {
    this.desk = new ChangeDesk(CallGate.MOST_WATCHES, nanos);
    this.store = store;
    ChangeFeeds.Errors errors =
        new ChangeFeeds.Errors(why -> Refused.of(List.of(why)), WatchedStore::notHere);
    this.configurations = new ChangeFeeds<>(desk, errors);
    this.runtimes = new ChangeFeeds<>(desk, errors);
  }

  /** Tells those who watch of every change that it is shown. */
  ChangeFollower follower() {
    return new ChangeFollower(configurations, new RuntimeNotes(runtimes));
  }

  void watch(WatchConfigRequest request, StreamObserver<ConfigWatchEvent> out) {
    WireFields fields = new WireFields();
    ConfigFields config = new ConfigFields(fields);
    GroupId group = fields.group("group", request.getGroup());
    WatchedPlaces watched =
        new WatchedPlaces(
            config.pathOrNone("below", request.getBelow()),
            config.scope("node", request.getNode()).node());
    Revision from = fields.revision("from", request.getFrom());
    if (!refused(fields, out)) {
      configurations.watch(group, feed -> new ConfigWatchSource(feed, store, watched, from), out);
    }
  }

  void watch(WatchRuntimeRequest request, StreamObserver<RuntimeWatchEvent> out) {
    WireFields fields = new WireFields();
    GroupId group = fields.group("group", request.getGroup());
    String below = new RuntimeFields(fields).pathOrNone("below", request.getBelow());
    Revision from = fields.revision("from", request.getFrom());
    if (!refused(fields, out)) {
      runtimes.watch(group, feed -> new RuntimeWatchSource(feed, store, below, from), out);
    }
  }

  private static boolean refused(WireFields fields, StreamObserver<?> out) {
    if (fields.refusals().isEmpty()) {
      return false;
    }
    out.onError(Refused.of(fields.refusals()));
    return true;
  }

  /** The node stops: whoever watches goes on elsewhere. */
  void stop() {
    configurations.stop();
    runtimes.stop();
  }

  @Override
  public void close() {
    desk.close();
  }
}
