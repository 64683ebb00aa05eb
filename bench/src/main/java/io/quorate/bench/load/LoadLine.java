package io.quorate.bench.load;

import com.google.gson.JsonObject;
import io.quorate.bench.contender.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What one contender, with so many requests on their way, came to in each round.
 *
 * @param contender its name
 * @param way how it was asked
 * @param inFlight requests on their way
 * @param rounds what each came to, in order
 */
record LoadLine(String contender, Way way, int inFlight, List<Figures> rounds) {
  static final String HEADINGS =
      String.format(Locale.ROOT, "%-28s%10s%s", "who, way", "in flight", Figures.HEADINGS);

  /** Keeps its own copy. */
  LoadLine {
    rounds = List.copyOf(rounds);
  }

  /** The rounds' median of each figure. */
  Figures median() {
    return Figures.median(rounds);
  }

  /**
   * How this compares: of each figure the median of what the rounds divide to, so that what a round
   * has met on this machine is the same for both.
   *
   * @param other of as many rounds
   */
  Figures ratioTo(LoadLine other) {
    List<Figures> ratios = new ArrayList<>();
    for (int round = 0; round < rounds.size(); round++) {
      ratios.add(rounds.get(round).dividedBy(other.rounds.get(round)));
    }
    return Figures.median(ratios);
  }

  /** For people. */
  String row() {
    return begin(contender + ", " + way.word()) + median().row();
  }

  /** For people: this beside another. */
  String ratioRow(LoadLine other) {
    return begin(contender + ", " + way.word() + " / " + other.contender)
        + ratioTo(other).ratioRow();
  }

  private String begin(String who) {
    return String.format(Locale.ROOT, "%-28s%10d", who, inFlight);
  }

  /** For programs. */
  JsonObject json() {
    JsonObject line = new JsonObject();
    line.addProperty("of", contender);
    line.addProperty("way", way.word());
    line.addProperty("in_flight", inFlight);
    median().addTo(line);
    return line;
  }

  /** For programs: this beside another. */
  JsonObject ratioJson(LoadLine other) {
    JsonObject line = new JsonObject();
    line.addProperty("of", contender);
    line.addProperty("way", way.word());
    line.addProperty("to", other.contender);
    line.addProperty("in_flight", inFlight);
    ratioTo(other).addTo(line);
    return line;
  }
}
