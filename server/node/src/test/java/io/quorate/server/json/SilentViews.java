package io.quorate.server.json;

import io.quorate.server.http.GroupRole;
import io.quorate.server.http.HttpViews;
import io.quorate.server.metrics.MetricsPage;
import java.util.Optional;

/** Of a node that is well and knows no group. */
public final class SilentViews implements HttpViews {
  @Override
  public Optional<String> notLive() {
    return Optional.empty();
  }

  @Override
  public Optional<String> notReady() {
    return Optional.empty();
  }

  @Override
  public Optional<GroupRole> role(String group) {
    return Optional.empty();
  }

  @Override
  public Optional<String> notActive() {
    return Optional.of("this node knows no group");
  }

  @Override
  public MetricsPage metrics(String accept) {
    return new MetricsPage("text/plain", "");
  }
}
