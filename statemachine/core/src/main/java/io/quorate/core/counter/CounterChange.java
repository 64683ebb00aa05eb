package io.quorate.core.counter;

/**
 * A counter stands otherwise from now on.
 *
 * @param counter which
 * @param to how it stands
 */
public record CounterChange(CounterId counter, CounterRecord to) {}
