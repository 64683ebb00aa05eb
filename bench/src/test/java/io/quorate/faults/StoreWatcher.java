package io.quorate.faults;

import com.google.protobuf.Message;
import io.quorate.client.ChangeWatch;
import io.quorate.client.RefusedException;
import io.quorate.faults.StoreHistories.Space;
import io.quorate.linear.SpaceTold;
import io.quorate.linear.WatchRecord;
import io.quorate.v1.ConfigDeletion;
import io.quorate.v1.ConfigWatchEvent;
import io.quorate.v1.ListRuntimeRequest;
import io.quorate.v1.ListRuntimeResponse;
import io.quorate.v1.ListValuesRequest;
import io.quorate.v1.ListValuesResponse;
import io.quorate.v1.RuntimeDeletion;
import io.quorate.v1.RuntimeWatchEvent;
import io.quorate.v1.WatchConfigRequest;
import io.quorate.v1.WatchRuntimeRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Somebody who watches, over lost connections, and records what it is told. */
final class StoreWatcher implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(50);

  private final StoreClient client;
  private final Space space;
  private final WatchRecord record;
  private volatile long told;

  StoreWatcher(StoreClient client, StoreHistories histories, Space space, String name) {
    this.client = client;
    this.space = space;
    this.record = histories.watch(space, name);
  }

  Space space() {
    return space;
  }

  /** Up to which revision it was told everything. */
  long told() {
    return told;
  }

  /** Watches until it is interrupted. */
  void run(String group) throws RefusedException, InterruptedException {
    if (space == Space.CONFIGURATION) {
      WatchConfigRequest request = WatchConfigRequest.newBuilder().setGroup(group).build();
      follow(client.client().configuration().watch(request), StoreWatcher::event);
    } else {
      WatchRuntimeRequest request = WatchRuntimeRequest.newBuilder().setGroup(group).build();
      follow(client.client().runtime().watch(request), StoreWatcher::event);
    }
  }

  private <E extends Message> void follow(
      ChangeWatch<E> watch, Function<E, WatchRecord.Event> reading)
      throws RefusedException, InterruptedException {
    try (watch) {
      while (!Thread.currentThread().isInterrupted()) {
        Optional<E> event = watch.next(LOOK);
        event.map(reading).ifPresent(record::add);
        told = watch.revision();
      }
    }
  }

  private static WatchRecord.Event event(ConfigWatchEvent event) {
    SortedMap<String, SpaceTold.Found> values = new TreeMap<>();
    event
        .getValuesList()
        .forEach(
            value ->
                values.put(
                    value.getPath(),
                    new SpaceTold.Found(value.getValue().toStringUtf8(), value.getRevision())));
    return new WatchRecord.Event(
        event.getRevision(),
        values,
        event.getDeletedList().stream().map(ConfigDeletion::getPath).toList(),
        new WatchRecord.Marks(event.getReset(), event.getMore(), event.getCoalesced()));
  }

  private static WatchRecord.Event event(RuntimeWatchEvent event) {
    SortedMap<String, SpaceTold.Found> values = new TreeMap<>();
    event
        .getEntriesList()
        .forEach(
            entry ->
                values.put(
                    entry.getPath(),
                    new SpaceTold.Found(entry.getValue().toStringUtf8(), entry.getRevision())));
    return new WatchRecord.Event(
        event.getRevision(),
        values,
        event.getDeletedList().stream().map(RuntimeDeletion::getPath).toList(),
        new WatchRecord.Marks(event.getReset(), event.getMore(), false));
  }

  /** What stands there now, and of which revision that is. */
  static Map.Entry<Long, SortedMap<String, SpaceTold.Found>> end(
      StoreClient client, Space space, String group) throws Exception {
    SortedMap<String, SpaceTold.Found> values = new TreeMap<>();
    if (space == Space.CONFIGURATION) {
      ListValuesResponse list =
          client
              .client()
              .configuration()
              .list(ListValuesRequest.newBuilder().setGroup(group).build());
      list.getEntriesList()
          .forEach(
              one ->
                  values.put(
                      one.getPath(),
                      new SpaceTold.Found(one.getValue().toStringUtf8(), one.getRevision())));
      return Map.entry(list.getRevision(), values);
    }
    ListRuntimeResponse list =
        client.client().runtime().list(ListRuntimeRequest.newBuilder().setGroup(group).build());
    list.getEntriesList()
        .forEach(
            one ->
                values.put(
                    one.getPath(),
                    new SpaceTold.Found(one.getValue().toStringUtf8(), one.getRevision())));
    return Map.entry(list.getRevision(), values);
  }

  @Override
  public void close() {
    client.close();
  }
}
