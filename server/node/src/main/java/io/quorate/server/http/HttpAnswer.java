package io.quorate.server.http;

/**
 * What is answered to a request.
 *
 * @param status HTTP status
 * @param contentType of the body
 * @param body text
 */
record HttpAnswer(int status, String contentType, String body) {
  private static final String PLAIN = "text/plain; charset=utf-8";

  static HttpAnswer ok(String body) {
    return plain(200, body);
  }

  static HttpAnswer unavailable(String body) {
    return plain(503, body);
  }

  static HttpAnswer plain(int status, String body) {
    return new HttpAnswer(status, PLAIN, body.endsWith("\n") ? body : body + "\n");
  }
}
