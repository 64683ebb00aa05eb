package io.quorate.client.cli;

import java.util.function.Supplier;

/**
 * Who uses the command line.
 *
 * @param actor for the history
 * @param requestIds a new name, 1 to 64 characters, for each change that is asked for
 */
public record Identity(String actor, Supplier<String> requestIds) {}
