package io.quorate.server.http;

import io.quorate.server.metrics.MetricsPage;
import java.util.Optional;

/** Says what each path shows. */
final class Routes {
  private static final String ACTIVE = "/active/";
  private static final String STANDBY = "/standby/";
  private static final String METRICS = "/metrics";
  private static final String INDEX =
      """
      /livez           200 while the process is well
      /readyz          200 when this node can take part
      /active/GROUP    200 while this node is active in the group, else 503
      /standby/GROUP   200 while this node is standby in the group, else 503
      /check_health    200 while this node is active in all of its groups, else 500
      /metrics         for Prometheus, or as OpenMetrics
      /api/v1/         the gRPC API as JSON; /api/v1/openapi.json describes it
      """;

  private final HttpViews views;

  Routes(HttpViews views) {
    this.views = views;
  }

  /** Whether a path says more than who is active: where there is TLS, not to everybody. */
  static boolean needsCertificate(String path) {
    return path.equals(METRICS);
  }

  /**
   * Answers a request.
   *
   * @param accept its Accept header; may be empty
   */
  HttpAnswer answer(String method, String path, String accept) {
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return HttpAnswer.plain(405, "only GET and HEAD");
    }
    if (path.startsWith(ACTIVE)) {
      return role(path.substring(ACTIVE.length()), GroupRole.ACTIVE);
    }
    if (path.startsWith(STANDBY)) {
      return role(path.substring(STANDBY.length()), GroupRole.STANDBY);
    }
    return switch (path) {
      case "/" -> HttpAnswer.ok(INDEX);
      case "/livez" -> health(views.notLive());
      case "/readyz" -> health(views.notReady());
      case "/check_health" -> wholeHealth();
      case METRICS -> metrics(accept);
      default -> HttpAnswer.plain(404, "no such path; / lists them");
    };
  }

  private HttpAnswer metrics(String accept) {
    MetricsPage page = views.metrics(accept);
    return new HttpAnswer(200, page.contentType(), page.text());
  }

  private static HttpAnswer health(Optional<String> trouble) {
    return trouble.map(HttpAnswer::unavailable).orElseGet(() -> HttpAnswer.ok("ok"));
  }

  /** For a balancer that knows nothing of groups. It expects 500, not 503. */
  private HttpAnswer wholeHealth() {
    return views
        .notActive()
        .map(why -> HttpAnswer.plain(500, why))
        .orElseGet(() -> HttpAnswer.ok("this node is active in all of its groups"));
  }

  private HttpAnswer role(String group, GroupRole wanted) {
    Optional<GroupRole> role = views.role(group);
    if (role.isEmpty()) {
      return HttpAnswer.plain(404, "this node knows no such group");
    }
    String word =
        switch (role.get()) {
          case ACTIVE -> "active";
          case STANDBY -> "standby";
          case NEITHER -> "neither active nor standby";
        };
    return role.get() == wanted ? HttpAnswer.ok(word) : HttpAnswer.unavailable(word);
  }
}
