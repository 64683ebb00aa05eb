/**
 * What a node measures: a catalogue of it, the one registry that it is kept in, and how it is
 * written for Prometheus.
 *
 * <p>Knows nothing of nodes: whoever measures something registers it here under what the catalogue
 * calls it. No names of metrics or labels are made up elsewhere.
 */
@NullMarked
package io.quorate.server.metrics;

import org.jspecify.annotations.NullMarked;
