package io.quorate.server.http;

import io.quorate.server.metrics.MetricsPage;
import java.util.Optional;

/** A node that says the same at all times: active in web, standby in db, neither in odd. */
public final class FixedViews implements HttpViews {
  @Override
  public Optional<String> notLive() {
    return Optional.empty();
  }

  @Override
  public Optional<String> notReady() {
    return Optional.of("the log is being replayed");
  }

  @Override
  public Optional<GroupRole> role(String group) {
    return switch (group) {
      case "web" -> Optional.of(GroupRole.ACTIVE);
      case "db" -> Optional.of(GroupRole.STANDBY);
      case "odd" -> Optional.of(GroupRole.NEITHER);
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<String> notActive() {
    return Optional.of("this node is not active in the group db");
  }

  @Override
  public MetricsPage metrics(String accept) {
    return new MetricsPage("text/wanted", "in '" + accept + "'");
  }
}
