package io.quorate.core.journal;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import java.time.Duration;

/**
 * One line of the history.
 *
 * @param sequence counts the lines of the whole cluster from 1, without gaps; never repeats
 * @param at when, by the cluster's clock
 * @param group name of the group; empty for what concerns the whole cluster
 * @param event what happened, such as ROLE_GRANTED
 * @param epoch the epoch that it concerns
 * @param node the node that it concerns; may be empty
 * @param actor who asked: a person, a program or the planner
 * @param cause why, in words
 * @param took how long what it ends lasted; zero when it ends nothing
 */
public record JournalEntry(
    long sequence,
    ClusterTime at,
    String group,
    String event,
    Epoch epoch,
    String node,
    String actor,
    String cause,
    Duration took) {}
