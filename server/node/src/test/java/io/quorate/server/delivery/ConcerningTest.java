package io.quorate.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.GroupId;
import io.quorate.core.config.SpaceId;
import io.quorate.core.config.SyncOrder;
import io.quorate.core.config.SyncOrdered;
import io.quorate.core.registry.Event;
import org.junit.jupiter.api.Test;

/** What is done at once, and of what it is only noticed that it happened. */
final class ConcerningTest {
  private static final GroupId GROUP = new GroupId("web");

  private static Event ordered(SyncOrder order) {
    return new Event.Configured(new SyncOrdered(new SpaceId(GROUP), order, ""), "ann");
  }

  @Test
  void onlyWhoSaysNowHurriesDeliveries() {
    assertThat(Concerning.hurries(ordered(SyncOrder.NOW))).isTrue();
    assertThat(Concerning.hurries(ordered(SyncOrder.PAUSE))).isFalse();
    assertThat(Concerning.hurries(ordered(SyncOrder.RESUME))).isFalse();
  }

  @Test
  void everyOrderConcernsTheDeliveriesOfItsGroup() {
    for (SyncOrder order : SyncOrder.values()) {
      assertThat(Concerning.deliveries(ordered(order))).isEqualTo(GROUP);
    }
  }
}
