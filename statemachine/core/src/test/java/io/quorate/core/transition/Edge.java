package io.quorate.core.transition;

/**
 * A move from one state to another.
 *
 * @param from the state before
 * @param to the state after
 * @param label why, in a few words
 */
record Edge(String from, String to, String label) {}
