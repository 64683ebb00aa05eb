package io.quorate.core.failover;

import io.quorate.core.ClockReading;
import io.quorate.core.NodeId;

/**
 * Since when a node has been eligible without a break.
 *
 * @param node which
 * @param reading when it was first seen to be
 */
public record WellSince(NodeId node, ClockReading reading) {}
