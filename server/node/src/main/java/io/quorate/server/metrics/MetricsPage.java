package io.quorate.server.metrics;

/**
 * What is answered to whoever asks for metrics.
 *
 * @param contentType its format
 * @param text the page
 */
public record MetricsPage(String contentType, String text) {}
