package io.quorate.bench.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.Timestamp;
import io.quorate.v1.HistoryEntry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MomentsTest {

  @Test
  void thePartsOfAKillAddUpToTheOutage() {
    Moments moments = new Moments(1_000, 1_700, 3_300, 3_310, 3_600);

    assertThat(moments.outage()).isEqualTo(2_600);
    assertThat(moments.parts(Mode.KILL).toString())
        .isEqualTo("{ELECTION=700.0, DETECTION=1600.0, GRANT=10.0, START=290.0}");
  }

  @Test
  void thePartsOfASwitchoverAddUpToTheOutage() {
    Moments moments = new Moments(1_000, 1_000, 1_080, 1_090, 1_400);

    assertThat(moments.parts(Mode.SWITCHOVER).toString())
        .isEqualTo("{STOP=80.0, GRANT=10.0, START=310.0}");
  }

  @Test
  void whatWasNoticedOutOfOrderMakesNoPartNegative() {
    Moments moments = new Moments(1_000, 3_400, 3_300, 3_299, 3_600);

    assertThat(moments.parts(Mode.KILL).values()).allMatch(millis -> millis >= 0);
    assertThat(moments.parts(Mode.KILL).values().stream().mapToDouble(m -> m).sum())
        .isCloseTo(moments.outage(), within(1e-6));
  }

  @Test
  void spreadsByNearestRank() {
    List<Double> hundred = IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList();

    assertThat(Spread.of(hundred)).isEqualTo(new Spread(1, 50, 99, 100));
    assertThat(Spread.of(List.of(3.0))).isEqualTo(new Spread(3, 3, 3, 3));
    assertThat(Spread.of(List.of(4.0, 1.0, 3.0))).isEqualTo(new Spread(1, 3, 4, 4));
  }

  @Test
  void findsEpochsInTheHistory() {
    RoleHistory history =
        new RoleHistory(
            List.of(
                entry("ROLE_GRANTED", 2, 5_250),
                entry("ROLE_EXPIRED", 1, 5_200),
                entry("ROLE_GRANTED", 1, 100)));

    assertThat(history.closed(1)).hasValue(5_200);
    assertThat(history.granted(2)).hasValue(5_250);
    assertThat(history.closed(2)).isEmpty();
  }

  @Test
  void reportsAsTableAndAsJson() {
    Moments moments = new Moments(1_000, 1_000, 3_300, 3_310, 3_600);
    Sample sample = new Sample(Mode.KILL, "a", "b", moments.outage(), moments.parts(Mode.KILL));
    Report report = new Report("lan", List.of(sample, sample));
    StringWriter table = new StringWriter();

    report.table(new PrintWriter(table));

    assertThat(table.toString())
        .contains("kill, profile lan, 2 rounds")
        .containsPattern("outage +2600.0 +2600.0 +2600.0 +2600.0")
        .containsPattern("  detection +2300.0")
        .doesNotContain("switchover");
    assertThat(report.json()).contains("\"median\": 2600.0").contains("\"detection\": 2300.0");
  }

  private static HistoryEntry entry(String event, long epoch, long millis) {
    return HistoryEntry.newBuilder()
        .setEvent(event)
        .setEpoch(epoch)
        .setAt(
            Timestamp.newBuilder()
                .setSeconds(millis / 1_000)
                .setNanos((int) (millis % 1_000) * 1_000_000))
        .build();
  }
}
