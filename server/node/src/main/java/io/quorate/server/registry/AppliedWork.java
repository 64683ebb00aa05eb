package io.quorate.server.registry;

import io.quorate.core.registry.Event;
import java.util.List;

/** Work that a node does by itself, on a thread of its own, from what it has applied. */
public interface AppliedWork extends AutoCloseable {
  /** Begins. */
  void start();

  /** Entries were applied. For any thread; never waits. */
  void applied(List<Event> events);

  /** The whole state was replaced. For any thread; never waits. */
  void restored();

  @Override
  void close();
}
