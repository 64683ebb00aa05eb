/**
 * Health, roles and metrics over HTTP, for load balancers, supervisors and Prometheus.
 *
 * <p>Only translates what the node says through {@link io.quorate.server.http.HttpViews}; decides
 * nothing, asks no other node, changes nothing. Other packages answer below paths of their own, on
 * threads of their own.
 */
@NullMarked
package io.quorate.server.http;

import org.jspecify.annotations.NullMarked;
