package io.quorate.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.GroupId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class EntryBatcherTest {
  private static final EntryLimits LIMITS = new EntryLimits(100, 3, 10);

  private static EntryBatcher<String> batcher() {
    return new EntryBatcher<>(LIMITS);
  }

  private static void addBytes(EntryBatcher<String> batcher, String item, int bytes) {
    batcher.add(item, new EntryShare(bytes, 1));
  }

  @Test
  void nothingWaitsAtFirst() {
    assertThat(batcher().next()).isEmpty();
  }

  @Test
  void anEntryIsFilledByBytesInOrder() {
    EntryBatcher<String> batcher = batcher();
    addBytes(batcher, "a", 60);
    addBytes(batcher, "b", 40);
    addBytes(batcher, "c", 1);
    addBytes(batcher, "d", 100);
    addBytes(batcher, "e", 1);
    assertThat(batcher.waiting()).isEqualTo(5);
    assertThat(batcher.waitingBytes()).isEqualTo(202);
    assertThat(batcher.next()).containsExactly("a", "b");
    assertThat(batcher.waitingBytes()).isEqualTo(102);
    assertThat(batcher.next()).containsExactly("c");
    assertThat(batcher.next()).containsExactly("d");
    assertThat(batcher.next()).containsExactly("e");
    assertThat(batcher.next()).isEmpty();
  }

  @Test
  void anEntryIsFilledByCount() {
    EntryBatcher<String> batcher = batcher();
    List.of("a", "b", "c", "d").forEach(item -> addBytes(batcher, item, 1));
    assertThat(batcher.next()).containsExactly("a", "b", "c");
    assertThat(batcher.next()).containsExactly("d");
  }

  @Test
  void anEntryIsFilledByEvents() {
    EntryBatcher<String> batcher = batcher();
    batcher.add("a", new EntryShare(1, 4));
    batcher.add("b", new EntryShare(1, 6));
    batcher.add("c", new EntryShare(1, 1));
    assertThat(batcher.next()).containsExactly("a", "b");
    assertThat(batcher.next()).containsExactly("c");
  }

  @Test
  void whatFitsIntoNoEntryIsRefusedBeforeItWaits() {
    EntryShare large = new EntryShare(101, 1);
    assertThat(LIMITS.against(new EntryShare(100, 10))).isEmpty();
    assertThat(LIMITS.against(large)).map(Refusal::reason).contains(Reason.LIMIT_EXCEEDED);
    assertThatThrownBy(() -> batcher().add("x", large))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyCommandFitsIntoAnEntryByItsEvents() {
    Command ofAll = new Command.SetAutomation(null, GroupRecord.Automation.PAUSED, "");
    Command ofOne =
        new Command.SetAutomation(new GroupId("web"), GroupRecord.Automation.PAUSED, "");
    EntryLimits limits = EntryLimits.of(1_000, 512);
    assertThat(limits.against(EntryShare.of(ofAll, 10))).isEmpty();
    assertThat(limits.against(EntryShare.of(ofOne, 10))).isEmpty();
    assertThat(EntryShare.of(ofAll, 10).events()).isGreaterThan(EntryShare.of(ofOne, 10).events());
  }

  @Test
  void noBatchIsBeyondALimitAndNoneCouldTakeMore() {
    Random random = new Random(8);
    for (int round = 0; round < 200; round++) {
      EntryBatcher<EntryShare> batcher = new EntryBatcher<>(LIMITS);
      int count = random.nextInt(30);
      for (int i = 0; i < count; i++) {
        EntryShare share = new EntryShare(1 + random.nextInt(100), 1 + random.nextInt(10));
        batcher.add(share, share);
      }
      int seen = 0;
      EntryShare last = EntryShare.NONE;
      int lastCount = LIMITS.requests();
      for (List<EntryShare> batch = batcher.next(); !batch.isEmpty(); batch = batcher.next()) {
        assertThat(LIMITS.fits(last, lastCount, batch.get(0))).isFalse();
        last = batch.stream().reduce(EntryShare.NONE, EntryShare::and);
        lastCount = batch.size();
        assertThat(last.bytes()).isLessThanOrEqualTo(LIMITS.bytes());
        assertThat(last.events()).isLessThanOrEqualTo(LIMITS.events());
        assertThat(lastCount).isLessThanOrEqualTo(LIMITS.requests());
        seen += lastCount;
      }
      assertThat(seen).isEqualTo(count);
    }
  }
}
