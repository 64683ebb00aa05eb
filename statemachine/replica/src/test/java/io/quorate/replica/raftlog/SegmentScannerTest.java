package io.quorate.replica.raftlog;

import static io.quorate.replica.raftlog.SegmentBytes.joined;
import static io.quorate.replica.raftlog.SegmentBytes.record;
import static io.quorate.replica.raftlog.SegmentBytes.segment;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.replica.raftlog.SegmentScan.Ending;
import io.quorate.replica.store.EntryPosition;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SegmentScannerTest {
  private static final int MAX = 1 << 20;
  private static final byte[] FIRST = record(3, 0, 40);
  private static final byte[] SECOND = record(3, 1, 300);
  private static final byte[] LAST = record(4, 2, 200);
  private static final byte[] BEFORE_LAST = segment(FIRST, SECOND);
  private static final byte[] WHOLE = joined(BEFORE_LAST, LAST);

  private static SegmentScan scan(byte[] bytes) {
    return SegmentScanner.scan(bytes, MAX);
  }

  @Test
  void aWholeSegmentEndsCleanlyWithAndWithoutZeros() {
    for (byte[] bytes : new byte[][] {WHOLE, Arrays.copyOf(WHOLE, WHOLE.length + 8192)}) {
      SegmentScan scan = scan(bytes);
      assertThat(scan.ending()).isEqualTo(Ending.CLEAN);
      assertThat(scan.last()).isEqualTo(new EntryPosition(4, 2));
      assertThat(scan.validBytes()).isEqualTo(WHOLE.length);
    }
  }

  @Test
  void aHeaderThatWasBeingWrittenIsLeftToRatis() {
    for (int length = 0; length <= 8; length++) {
      byte[] begun = Arrays.copyOf(Arrays.copyOf(segment(), length), 4096);
      assertThat(scan(begun).ending()).isEqualTo(Ending.CLEAN);
    }
    byte[] wrong = segment(FIRST);
    wrong[3] ^= 1;
    assertThat(scan(wrong).ending()).isEqualTo(Ending.DAMAGED);
  }

  @Test
  void everyTornEndOfTheLastRecordIsSeenAsTorn() {
    for (int kept = 1; kept < LAST.length; kept++) {
      byte[] torn = joined(BEFORE_LAST, Arrays.copyOf(LAST, kept));
      for (int zeros : new int[] {0, 1, 7, 4096}) {
        byte[] bytes = Arrays.copyOf(torn, torn.length + zeros);
        SegmentScan scan = scan(bytes);
        boolean sameAsWhole = Arrays.equals(Arrays.copyOf(bytes, WHOLE.length), WHOLE) && zeros > 0;
        assertThat(scan.ending())
            .as("%d bytes kept, %d zeros: %s", kept, zeros, scan.detail())
            .isEqualTo(sameAsWhole ? Ending.CLEAN : Ending.TORN);
        if (!sameAsWhole) {
          assertThat(scan.last()).isEqualTo(new EntryPosition(3, 1));
          assertThat(scan.validBytes()).isEqualTo(BEFORE_LAST.length);
        }
      }
    }
  }

  @Test
  void noFlippedBitOfAWrittenRecordIsTakenForATornOne() {
    byte[] padded = Arrays.copyOf(WHOLE, WHOLE.length + 4096);
    for (int at = 8; at < WHOLE.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] bytes = padded.clone();
        bytes[at] ^= (byte) (1 << bit);
        assertThat(scan(bytes).ending()).as("bit %d of byte %d", bit, at).isEqualTo(Ending.DAMAGED);
      }
    }
  }

  @Test
  void aHoleBeforeAWholeRecordIsDamage() {
    byte[] torn = joined(BEFORE_LAST, Arrays.copyOf(Arrays.copyOf(LAST, 50), LAST.length));
    assertThat(scan(joined(torn, record(4, 3, 20))).ending()).isEqualTo(Ending.DAMAGED);
    byte[] zeros = new byte[LAST.length];
    assertThat(scan(joined(joined(BEFORE_LAST, zeros), record(4, 3, 20))).ending())
        .isEqualTo(Ending.DAMAGED);
  }

  @Test
  void aGapInTheNumberingIsDamage() {
    assertThat(scan(segment(FIRST, LAST)).ending()).isEqualTo(Ending.DAMAGED);
  }
}
