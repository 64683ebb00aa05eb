package io.quorate.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.quorate.bench.contender.LoadKind;
import io.quorate.bench.contender.Way;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** How rounds come to one figure, and two contenders to a ratio. */
final class LoadLineTest {
  private static LoadLine line(String contender, double... perSecond) {
    List<Figures> rounds =
        DoubleStream.of(perSecond)
            .mapToObj(each -> new Figures(each, each, each, each, each, each, 0))
            .toList();
    return new LoadLine(contender, Way.STREAM, 16, rounds);
  }

  @Test
  void theMedianIsInTheMiddle() {
    assertThat(Median.of(9, 1, 5)).isEqualTo(5);
    assertThat(Median.of(4, 1, 2, 100)).isEqualTo(3);
    assertThat(Median.of(7)).isEqualTo(7);
    assertThat(Median.of(Double.NaN, 7, Double.POSITIVE_INFINITY)).isEqualTo(7);
    assertThat(Median.of()).isNaN();
  }

  @Test
  void aRatioIsOfEachRoundWithItsOwn() {
    LoadLine ours = line("quorate", 100, 10, 200);
    LoadLine theirs = line("etcd", 100, 20, 100);

    assertThat(ours.median().perSecond()).isEqualTo(100);
    assertThat(ours.ratioTo(theirs).perSecond()).isEqualTo(1);
    assertThat(theirs.ratioTo(ours).p99Millis()).isEqualTo(1);
    assertThat(ours.ratioTo(theirs).logBytes()).isNaN();
    assertThat(ours.ratioRow(theirs)).startsWith("quorate, stream / etcd").endsWith(" -");
  }

  @Test
  void theReportHasOursBesideEachOfTheirs() {
    LoadReport report =
        new LoadReport(
            LoadKind.RUNTIME_PUT,
            "lan",
            3,
            3,
            new SyncLatency(0.4, 1.5),
            List.of(line("quorate", 1, 2, 3), line("etcd", 4, 8, 12), line("zookeeper", 2, 4, 6)));

    JsonObject json = JsonParser.parseString(report.json()).getAsJsonObject();
    assertThat(json.get("sync_p50_millis").getAsDouble()).isEqualTo(0.4);
    assertThat(json.getAsJsonArray("lines")).hasSize(3);
    assertThat(json.getAsJsonArray("ratios")).hasSize(2);
    JsonObject ratio = json.getAsJsonArray("ratios").get(0).getAsJsonObject();
    assertThat(ratio.get("to").getAsString()).isEqualTo("etcd");
    assertThat(ratio.get("per_second").getAsDouble()).isEqualTo(0.25);
    assertThat(ratio.has("log_bytes")).isFalse();
  }
}
