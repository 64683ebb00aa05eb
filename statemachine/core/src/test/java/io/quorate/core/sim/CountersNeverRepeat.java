package io.quorate.core.sim;

import io.quorate.core.counter.CounterBlock;
import io.quorate.core.counter.CounterCommand;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.Request;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** No value of a counter is handed out twice, and no counter goes back, whoever leads. */
final class CountersNeverRepeat implements Invariant {
  private final Map<String, Long> reached = new TreeMap<>();
  private final Map<String, NavigableMap<Long, Owner>> handedOut = new TreeMap<>();

  /** Whose the values up to the last of a block are, by the first of them. */
  private record Owner(long last, String intent) {}

  @Override
  public void happened(World world, Event event, Request request) {
    if (event instanceof Event.Counted counted) {
      String counter = counted.change().counter().toString();
      long last = counted.change().to().last();
      Long before = reached.put(counter, last);
      if (before != null && last < before) {
        throw new InvariantBroken(counter + " went back from " + before + " to " + last);
      }
    }
  }

  @Override
  public void answered(Request request, Decision decision) {
    if (request.command() instanceof Command.Count count
        && count.change() instanceof CounterCommand.Next next
        && decision instanceof Decision.Accepted accepted) {
      CounterBlock block = accepted.answer().block();
      if (block == null || block.last() - block.first() + 1 != next.count()) {
        throw new InvariantBroken(request + " was given " + block);
      }
      given(next.counter().toString(), block, request.actor());
    }
  }

  private void given(String counter, CounterBlock block, String intent) {
    NavigableMap<Long, Owner> blocks = handedOut.computeIfAbsent(counter, name -> new TreeMap<>());
    Map.Entry<Long, Owner> below = blocks.floorEntry(block.last());
    if (below != null
        && below.getValue().last() >= block.first()
        && !below.getValue().intent().equals(intent)) {
      throw new InvariantBroken(
          counter + ": " + intent + " was given " + block + ", which meets " + below);
    }
    blocks.put(block.first(), new Owner(block.last(), intent));
  }
}
