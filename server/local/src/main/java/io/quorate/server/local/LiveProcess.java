package io.quorate.server.local;

import io.quorate.server.process.ProcessId;

/**
 * A process of a local cluster that is alive.
 *
 * @param id which one
 * @param node name of the node that it belongs to
 * @param role what it is there for
 */
public record LiveProcess(ProcessId id, String node, ProcessRole role) {}
