package io.quorate.server.api;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What the watches of a node work with.
 *
 * @param route where the leader is
 * @param answers what there is to tell
 * @param timer begins what is short, later too
 * @param readers puts answers together
 */
record WatchDesk(
    LeaderRoute route, StatusAnswers answers, ScheduledExecutorService timer, Executor readers) {}
