package io.quorate.replica;

import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import io.quorate.replica.store.EntryPosition;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

/** Notes what it is told, one line each. */
final class RecordingListener implements ReplicaListener<String>, StateObserver<String> {
  private static final int MANY = 10_000;

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private volatile LongConsumer witness = index -> {};
  private volatile int observed;

  @Override
  public void applied(EntryPosition position, List<String> events) {
    lines.add("applied " + position.index() + " " + events);
    witness.accept(position.index());
  }

  @Override
  public void replaced(EntryPosition position, StoreView state) {
    observed = state.range(Table.FACTS, "", "~", MANY).size();
    lines.add("replaced with " + observed + " at " + position.index());
  }

  @Override
  public void applied(EntryPosition position, List<String> events, StoreView state) {
    observed = state.range(Table.FACTS, "", "~", MANY).size();
  }

  /** How many keys there were when the state was last seen. */
  int observed() {
    return observed;
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

  /** Is called for each entry while the listener is being told of it. */
  void witness(LongConsumer called) {
    witness = called;
  }

  List<String> lines() {
    return lines;
  }
}
