package io.quorate.core.counter;

/**
 * Values of a counter that belong to whoever asked for them.
 *
 * @param first of them
 * @param last of them, and of all that were handed out; below {@code first} when there are none
 */
public record CounterBlock(long first, long last) {}
