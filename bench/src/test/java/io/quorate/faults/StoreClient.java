package io.quorate.faults;

import io.quorate.client.ClientSettings;
import io.quorate.client.NodeAddress;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.UnknownOutcomeException;
import io.quorate.faults.StoreHistories.Space;
import io.quorate.linear.CounterModel.Block;
import io.quorate.linear.CounterModel.Next;
import io.quorate.linear.Operation;
import io.quorate.linear.Outcome;
import io.quorate.linear.SpaceAsk;
import io.quorate.linear.SpaceTold;
import io.quorate.v1.CounterResponse;
import io.quorate.v1.NextCounterRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * A client that asks one thing after the other of what a group keeps, and records what it was told.
 * What it was told did surely not happen is not recorded; of what it does not know, it says so.
 */
final class StoreClient implements AutoCloseable {
  private static final Duration ATTEMPT = Duration.ofSeconds(1);
  private static final Duration CALL = Duration.ofMillis(2_500);
  private static final int MAX_THINK_MILLIS = 40;
  private static final List<String> PATHS = List.of("a", "b/c", "b/d");

  private final String name;
  private final StoreHistories histories;
  private final RandomGenerator random;
  private final QuorateClient client;
  private final StoreCalls calls;
  private final Map<String, Long> revisions = new TreeMap<>();

  StoreClient(
      String name, List<NodeAddress> nodes, StoreHistories histories, RandomGenerator random) {
    this.name = name;
    this.histories = histories;
    this.random = random;
    this.client =
        new QuorateClient(
            new ClientSettings(nodes, ATTEMPT, CALL, name, () -> UUID.randomUUID().toString()));
    this.calls = new StoreCalls(client, histories.group());
  }

  QuorateClient client() {
    return client;
  }

  /** Asks something, and thinks. */
  void askAnything() throws InterruptedException {
    int choice = random.nextInt(10);
    if (choice < 2) {
      number();
    } else if (choice < 6) {
      ask(Space.RUNTIME, anything(Space.RUNTIME));
    } else if (choice < 9) {
      ask(Space.CONFIGURATION, anything(Space.CONFIGURATION));
    } else {
      commit();
    }
    TimeUnit.MILLISECONDS.sleep(random.nextInt(MAX_THINK_MILLIS));
  }

  private String path() {
    return PATHS.get(random.nextInt(PATHS.size()));
  }

  private SpaceAsk anything(Space space) {
    String path = path();
    int choice = random.nextInt(10);
    if (choice < 4) {
      return new SpaceAsk.Get(path);
    }
    if (choice < 6) {
      return new SpaceAsk.Put(path, histories.fresh("v"));
    }
    return choice < 8
        ? new SpaceAsk.PutIf(path, histories.fresh("v"), revisions.getOrDefault(space + path, 0L))
        : new SpaceAsk.Delete(path);
  }

  /** A candidate, and its commit. */
  private void commit() {
    String candidate = histories.fresh("c");
    Optional<SpaceTold> staged =
        ask(Space.CONFIGURATION, new SpaceAsk.Stage(candidate, path(), histories.fresh("v")));
    if (staged.isPresent()) {
      ask(Space.CONFIGURATION, new SpaceAsk.Commit(candidate));
    }
  }

  /** Asks, and records it; the answer, when there was one. */
  Optional<SpaceTold> ask(Space space, SpaceAsk input) {
    long invoked = System.nanoTime();
    try {
      SpaceTold output = calls.ask(space, input);
      long answered = System.nanoTime();
      histories.add(
          space, new Operation<>(name, input, invoked, new Outcome.Answered<>(output, answered)));
      learn(space, input, output);
      return Optional.of(output);
    } catch (UnknownOutcomeException unknown) {
      histories.add(space, new Operation<>(name, input, invoked, new Outcome.Unknown<>()));
    } catch (QuorateException nothingHappened) {
      // Nobody was reached, or nobody reached a majority: says so, and is held to it.
    }
    return Optional.empty();
  }

  private void learn(Space space, SpaceAsk input, SpaceTold output) {
    if (input instanceof SpaceAsk.Get get) {
      long revision = output instanceof SpaceTold.Found found ? found.revision() : 0;
      revisions.put(space + get.path(), revision);
    }
  }

  private void number() {
    Next input = new Next(1 + random.nextInt(3));
    long invoked = System.nanoTime();
    try {
      CounterResponse response =
          client
              .counters()
              .next(
                  NextCounterRequest.newBuilder()
                      .setGroup(histories.group())
                      .setName("n")
                      .setCount(input.count())
                      .build());
      histories.add(
          new Operation<>(
              name,
              input,
              invoked,
              new Outcome.Answered<>(
                  new Block(response.getFirst(), response.getLast()), System.nanoTime())));
    } catch (UnknownOutcomeException unknown) {
      histories.add(new Operation<>(name, input, invoked, new Outcome.Unknown<>()));
    } catch (QuorateException nothingHappened) {
      // As above.
    }
  }

  /** Reads every path once more, and is answered. */
  void readBack() throws Exception {
    for (Space space : Space.values()) {
      for (String path : PATHS) {
        Scene.until(
            "an answer about " + path,
            Scene.LIMIT,
            () -> ask(space, new SpaceAsk.Get(path)).isPresent());
      }
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
