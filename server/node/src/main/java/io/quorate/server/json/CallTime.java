package io.quorate.server.json;

import com.sun.net.httpserver.Headers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a call may take. */
final class CallTime {
  /** As gRPC writes its own. */
  static final String HEADER = "Grpc-Timeout";

  /** Of a call that nothing is said of: the same that a node gives the leader. */
  static final Duration DEFAULT = Duration.ofSeconds(10);

  /** Nothing lasts longer; a stream of events ends, and is asked for again. */
  static final Duration LONGEST = Duration.ofHours(1);

  private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,8})([HMSmun])");

  private CallTime() {}

  /**
   * As the client says.
   *
   * @param otherwise when it says nothing
   */
  static Duration of(Headers headers, Duration otherwise) throws HttpRefusedException {
    @Nullable String given = headers.getFirst(HEADER);
    if (given == null) {
      return otherwise;
    }
    Matcher found = SYNTAX.matcher(given);
    if (!found.matches()) {
      throw HttpErrors.invalid(
          HEADER, "it is not a number and one of H, M, S, m, u, n", "30S are 30 seconds");
    }
    long number = Long.parseLong(found.group(1));
    Duration time =
        switch (found.group(2)) {
          case "H" -> Duration.ofHours(number);
          case "M" -> Duration.ofMinutes(number);
          case "S" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMillis(number);
          case "u" -> Duration.ofNanos(number * 1_000);
          default -> Duration.ofNanos(number);
        };
    return time.compareTo(LONGEST) > 0 ? LONGEST : time;
  }
}
