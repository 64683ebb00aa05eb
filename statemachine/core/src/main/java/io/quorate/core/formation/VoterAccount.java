package io.quorate.core.formation;

import io.quorate.core.NodeId;

/**
 * What a voter says of itself.
 *
 * @param node its name
 * @param process the run of its process; another one after every start
 * @param standing how far it has come
 * @param shape what its node file says
 */
public record VoterAccount(
    NodeId node, String process, VoterStanding standing, ClusterShape shape) {}
