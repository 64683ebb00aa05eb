package io.quorate.server.http;

import com.sun.net.httpserver.HttpHandler;

/**
 * Paths that somebody else answers.
 *
 * @param below where they begin, with a slash at both ends
 * @param answers must return at once: it is called on one of the few threads that answer probes
 */
public record HttpPart(String below, HttpHandler answers) {}
