package io.quorate.server.metrics;

/** What a number of a measure can do over time. Some kinds add a word to the name. */
public enum MeasureKind {
  /** It may go up and down. */
  GAUGE(""),
  /** It never goes down while the process lives. */
  COUNTER("_total"),
  /** Durations, counted by buckets. */
  HISTOGRAM(""),
  /** Always 1: what it says is in its labels. */
  INFO("_info");

  private final String ending;

  MeasureKind(String ending) {
    this.ending = ending;
  }

  /** What names of this kind end in; may be empty. */
  String ending() {
    return ending;
  }
}
