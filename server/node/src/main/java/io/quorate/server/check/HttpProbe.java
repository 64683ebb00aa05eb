package io.quorate.server.check;

import java.net.URI;

/**
 * Passes when a GET is answered in time with a status in the range. Redirects are not followed.
 *
 * @param uri {@code http} or {@code https}, with a host
 * @param minStatus lowest status that passes, such as 200
 * @param maxStatus highest status that passes, such as 299
 */
public record HttpProbe(URI uri, int minStatus, int maxStatus) implements RunnableProbe {
  /** Checks address and range. */
  public HttpProbe {
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null) {
      throw new IllegalArgumentException("not an HTTP address: " + uri);
    }
    if (minStatus > maxStatus) {
      throw new IllegalArgumentException("no status from " + minStatus + " to " + maxStatus);
    }
  }

  @Override
  public <R> R dispatch(Cases<R> cases) {
    return cases.http(this);
  }
}
