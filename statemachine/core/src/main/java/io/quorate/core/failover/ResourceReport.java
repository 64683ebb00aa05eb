package io.quorate.core.failover;

/**
 * What a node says of one resource, for people.
 *
 * @param name of the resource
 * @param state a word
 * @param detail more words; may be empty
 * @param pid of its process; 0 when there is none
 * @param restarts how often it was started again
 */
public record ResourceReport(String name, String state, String detail, long pid, int restarts) {}
