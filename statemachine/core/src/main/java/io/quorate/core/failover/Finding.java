package io.quorate.core.failover;

/**
 * One line of an explanation.
 *
 * @param reason stable name for programs
 * @param message for people
 * @param remedy what to do; may be empty
 */
public record Finding(String reason, String message, String remedy) {}
