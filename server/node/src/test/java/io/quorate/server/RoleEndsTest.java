package io.quorate.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.Epoch;
import io.quorate.core.FeatureLevel;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Term;
import io.quorate.core.registry.Closure;
import io.quorate.core.registry.Event;
import io.quorate.replica.store.EntryPosition;
import io.quorate.server.metrics.Exposition;
import io.quorate.server.metrics.NodeMetrics;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RoleEndsTest {
  private static final EntryPosition AT = new EntryPosition(3, 7);

  private final NodeMetrics metrics = new NodeMetrics();
  private final ReplicaNews news = new ReplicaNews(new RoleEnds(metrics));

  @Test
  void endsOfEpochsCountWhileThisNodeLeads() {
    news.applied(AT, List.of(end(Closure.EXPIRED)));
    news.leadershipReady(new Term(3).value());
    news.applied(AT, List.of(end(Closure.EXPIRED), end(Closure.RELEASED)));
    news.applied(
        AT, List.of(end(Closure.RELEASED), new Event.FeatureLevelRaised(level(1), level(2))));
    news.leadershipLost();
    news.applied(AT, List.of(end(Closure.FENCED)));

    assertThat(new Exposition(metrics).page("").text())
        .contains("quorate_role_changes_total{cause=\"released\"} 2.0")
        .contains("quorate_role_changes_total{cause=\"expired\"} 1.0")
        .contains("quorate_role_changes_total{cause=\"fenced\"} 0.0");
  }

  private static Event end(Closure closure) {
    return new Event.RoleClosed(new GroupId("web"), new Epoch(4), new NodeId("a"), closure, "");
  }

  private static FeatureLevel level(int value) {
    return new FeatureLevel(value);
  }
}
