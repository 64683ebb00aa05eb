package io.quorate.replica;

import static io.quorate.replica.TestCluster.A;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.replica.store.StoreNumbers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Alone: what Ratis measures it keeps by the name of the member, which those of other tests have
 * too.
 */
@Isolated
class EngineNumbersTest {
  @TempDir Path root;

  @Test
  void whatIsWrittenIsSyncedAndKept() throws Exception {
    try (TestCluster cluster = SingleNode.in(root).bootstrap()) {
      cluster.put("k", "1");
      EngineNumbers before = cluster.at(A).engine();
      cluster.put("k", "2");
      EngineNumbers after = cluster.at(A).engine();

      assertThat(before.log().syncs().all()).isPositive();
      assertThat(before.log().syncs().sum()).isGreaterThan(Duration.ZERO);
      assertThat(after.log().syncs().all()).isGreaterThan(before.log().syncs().all());
      assertThat(after.log().elections()).isPositive();
      assertThat(after.log().snapshotsInstalled()).isZero();
      assertThat(after.store())
          .map(StoreNumbers::memtableBytes)
          .hasValueSatisfying(bytes -> assertThat(bytes).isPositive());
      assertThat(after.store()).map(StoreNumbers::backgroundErrors).contains(0L);
    }
  }
}
