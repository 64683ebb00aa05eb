package io.quorate.replica;

import io.quorate.replica.store.EntryPosition;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes what it is told, one line each. */
final class RecordingListener implements ReplicaListener<String> {
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Override
  public void applied(EntryPosition position, List<String> events) {
    lines.add("applied " + position.index() + " " + events);
  }

  @Override
  public void restored(EntryPosition position) {
    lines.add("restored");
  }

  @Override
  public void leadershipReady(long term) {
    lines.add("ready " + term);
  }

  @Override
  public void leadershipLost() {
    lines.add("lost");
  }

  List<String> lines() {
    return lines;
  }
}
