package io.quorate.testing;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(QuorateExtension.class)
class TakeOverTest {
  @Test
  void theOtherTakesOver(QuorateCluster cluster) throws Exception {
    String active = cluster.declare("orders");

    cluster.kill(active);

    assertNotEquals(active, cluster.awaitActiveOtherThan(active, "orders"));
    cluster.restart(active);
  }
}
