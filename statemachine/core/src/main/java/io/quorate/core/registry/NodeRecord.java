package io.quorate.core.registry;

import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;

/**
 * A node of the cluster.
 *
 * @param node its name
 * @param kind what it may do
 */
public record NodeRecord(NodeId node, NodeKind kind) {}
