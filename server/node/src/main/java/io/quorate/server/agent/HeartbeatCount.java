package io.quorate.server.agent;

/**
 * Heartbeats of a node since its process started.
 *
 * @param sent messages to a leader: one for all groups together
 * @param unanswered those of them that no leader answered in time, or at all
 */
public record HeartbeatCount(long sent, long unanswered) {}
