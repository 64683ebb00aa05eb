package io.quorate.core.counter;

/**
 * How a counter stands.
 *
 * @param last no value up to this is handed out any more; 0 or more
 * @param margin by how much it jumps when an older state is brought back: what was handed out since
 *     is not known then
 */
public record CounterRecord(long last, long margin) {
  /** Of a counter that was never used. */
  public static final CounterRecord UNUSED = new CounterRecord(0, CounterLimits.DEFAULT_MARGIN);

  /** The same when an older state is brought back; at most one less than the number type holds. */
  public CounterRecord broughtBack() {
    return new CounterRecord(Math.min(Long.MAX_VALUE - 1 - margin, last) + margin, margin);
  }
}
