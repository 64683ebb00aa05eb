package io.quorate.server.agent;

/**
 * Heartbeats of a node since its process started.
 *
 * @param sent messages to a leader: one for all groups together
 * @param unanswered those of them that no leader answered in time, or at all
 * @param sentBytes of those that crossed the network, as they are encoded
 * @param answerBytes of the answers that came over the network
 */
public record HeartbeatCount(long sent, long unanswered, long sentBytes, long answerBytes) {}
