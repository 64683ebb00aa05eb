package io.quorate.bench.load;

import io.quorate.bench.contender.Contender;
import io.quorate.bench.contender.Entries;
import io.quorate.bench.contender.Load;
import io.quorate.bench.contender.LoadKind;
import io.quorate.client.QuorateException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * All contenders in turn, round after round, so that what else happens on this machine meets them
 * alike.
 *
 * @param contenders who takes part, in this order
 * @param kind what they are asked for
 * @param seconds how long each is measured in a round, after half as long
 * @param count how many rounds
 * @param notes takes what each round came to
 */
record Rounds(
    List<Contender> contenders, LoadKind kind, int seconds, int count, Consumer<String> notes) {
  /** Keeps its own copy. */
  Rounds {
    contenders = List.copyOf(contenders);
  }

  /**
   * Gives each key a value, and has everybody work for a while: who is measured cold is measured
   * wrong.
   */
  void warmUp(int inFlight, Duration time)
      throws IOException, QuorateException, InterruptedException, LoadFailedException {
    for (Contender contender : contenders) {
      fill(contender);
      try (Load load = contender.load(kind, inFlight)) {
        ClosedLoop loop = new ClosedLoop(load, inFlight);
        loop.begin();
        pass(loop, time);
        loop.end();
      }
    }
  }

  private static void fill(Contender contender) throws QuorateException, LoadFailedException {
    List<CompletableFuture<?>> answers = new ArrayList<>();
    try (Load load = contender.load(LoadKind.RUNTIME_PUT, 1)) {
      for (int key = 0; key < Entries.KEYS; key++) {
        answers.add(load.ask(0, key).toCompletableFuture());
      }
      answers.forEach(CompletableFuture::join);
    } catch (CompletionException failed) {
      throw new LoadFailedException("a request failed: " + failed.getMessage());
    }
  }

  /** What each came to with so many on their way, in the order of the contenders. */
  List<LoadLine> measure(int inFlight)
      throws IOException, QuorateException, InterruptedException, LoadFailedException {
    List<List<Figures>> figures = new ArrayList<>();
    contenders.forEach(contender -> figures.add(new ArrayList<>()));
    for (int round = 0; round < count; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        figures.get(i).add(measure(contenders.get(i), inFlight));
        notes.accept(line(i, inFlight, List.of(figures.get(i).get(round))).row());
      }
    }
    List<LoadLine> lines = new ArrayList<>();
    for (int i = 0; i < contenders.size(); i++) {
      lines.add(line(i, inFlight, figures.get(i)));
    }
    return lines;
  }

  private LoadLine line(int contender, int inFlight, List<Figures> figures) {
    Contender who = contenders.get(contender);
    return new LoadLine(who.name(), who.way(), inFlight, figures);
  }

  private Figures measure(Contender contender, int inFlight)
      throws IOException, QuorateException, InterruptedException, LoadFailedException {
    try (Load load = contender.load(kind, inFlight)) {
      ClosedLoop loop = new ClosedLoop(load, inFlight);
      loop.begin();
      pass(loop, Duration.ofSeconds(seconds).dividedBy(2));
      // Reading a log takes processor time, so it is done before and after what is measured.
      long log = contender.logBytes();
      loop.forget();
      Used before = Used.now(contender, loop);
      pass(loop, Duration.ofSeconds(seconds));
      Used after = Used.now(contender, loop);
      Figures figures = Figures.of(before, after, contender.logBytes() - log, loop.latencies());
      loop.end();
      return figures;
    }
  }

  private static void pass(ClosedLoop loop, Duration time) throws InterruptedException {
    long begun = System.nanoTime();
    while (loop.goesOn() && System.nanoTime() - begun < time.toNanos()) {
      TimeUnit.MILLISECONDS.sleep(Math.min(50, time.toMillis()));
    }
  }
}
