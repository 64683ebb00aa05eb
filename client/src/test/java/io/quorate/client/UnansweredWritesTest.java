package io.quorate.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.quorate.v1.PipelinedWrite;
import io.quorate.v1.RuntimeChange;
import io.quorate.v1.WriteRuntimeRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a session sends, and sends again. */
final class UnansweredWritesTest {
  private static final long MANY_BYTES = 1 << 20;

  private final UnansweredWrites writes = new UnansweredWrites();

  private void add(long sequence, int bytes) {
    RuntimeChange change =
        RuntimeChange.newBuilder().setValue(ByteString.copyFrom(new byte[bytes])).build();
    PipelinedWrite write =
        PipelinedWrite.newBuilder()
            .setSequence(sequence)
            .setRuntime(WriteRuntimeRequest.newBuilder().addChanges(change))
            .build();
    writes.add(new PendingWrite(write, 100 * sequence, new CompletableFuture<>()));
  }

  private static List<Long> sequences(List<PendingWrite> some) {
    return some.stream().map(write -> write.write().getSequence()).toList();
  }

  @Test
  void goesOutInOrderAndIsAnsweredInOrder() {
    for (int at = 1; at <= 5; at++) {
      add(at, 1);
    }
    assertThat(sequences(writes.send(3, MANY_BYTES))).containsExactly(1L, 2L, 3L);
    assertThat(sequences(writes.send(3, MANY_BYTES))).containsExactly(4L, 5L);
    assertThat(writes.send(3, MANY_BYTES)).isEmpty();
    assertThat(writes.answered(1).write().getSequence()).isEqualTo(1);
    assertThat(writes.size()).isEqualTo(4);
    assertThat(writes.oldestNanos()).isEqualTo(200);
  }

  @Test
  void anAnswerToAnotherIsAnError() {
    add(1, 1);
    add(2, 1);
    assertThatThrownBy(() -> writes.answered(1)).isInstanceOf(IllegalStateException.class);
    List<PendingWrite> unused = writes.send(2, MANY_BYTES);
    assertThatThrownBy(() -> writes.answered(2)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatHasNoAnswerGoesOutAgainBeforeTheRest() {
    for (int at = 1; at <= 5; at++) {
      add(at, 1);
    }
    List<PendingWrite> unused = writes.send(3, MANY_BYTES);
    PendingWrite first = writes.answered(1);
    assertThat(first.write().getSequence()).isEqualTo(1);
    writes.again();
    assertThat(writes.anySent()).isFalse();
    assertThat(sequences(writes.send(9, MANY_BYTES))).containsExactly(2L, 3L, 4L, 5L);
    assertThat(sequences(writes.drop())).containsExactly(2L, 3L, 4L, 5L);
    assertThat(writes.size()).isZero();
    assertThat(writes.anyUnsent()).isFalse();
  }

  @Test
  void aRequestIsNoLargerThanItMayBeUnlessOneWriteAloneIs() {
    add(1, 5_000);
    add(2, 400);
    add(3, 400);
    add(4, 400);
    assertThat(sequences(writes.send(9, 1_000))).containsExactly(1L);
    assertThat(sequences(writes.send(9, 1_000))).containsExactly(2L, 3L);
    assertThat(sequences(writes.send(9, 1_000))).containsExactly(4L);
  }
}
