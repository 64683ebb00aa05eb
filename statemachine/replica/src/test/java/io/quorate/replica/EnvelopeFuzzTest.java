package io.quorate.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.quorate.core.FeatureLevel;
import io.quorate.core.fuzz.Mutations;
import io.quorate.core.registry.FeatureLevels;
import java.util.List;
import java.util.stream.Stream;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes around what was proposed are read or refused. */
final class EnvelopeFuzzTest {
  private static final StateLevel KNOWN = new StateLevel(FeatureLevels.SUPPORTED);
  private static final int ROUNDS = 20_000;

  static Stream<byte[]> seeds() {
    return Stream.of(
        EntryEnvelope.wrap(FeatureLevel.FIRST, 1_234, ByteString.copyFromUtf8("payload"))
            .toByteArray(),
        new byte[0]);
  }

  @MethodSource("seeds")
  @FuzzTest
  void anEnvelopeIsOpenedOrRefused(byte[] bytes) {
    EntryEnvelope envelope;
    try {
      envelope = EntryEnvelope.of(ByteString.copyFrom(bytes), KNOWN);
    } catch (LevelRefusedException newer) {
      assertThat(newer).hasMessageContaining("level");
      return;
    } catch (IllegalStateException notUnderstood) {
      assertThat(notUnderstood).hasMessageContaining("form that no version wrote");
      return;
    }
    ByteString again =
        EntryEnvelope.wrap(
            envelope.level(), envelope.stampMillis(), ByteString.copyFrom(envelope.payload()));
    assertThat(again.toByteArray()).isEqualTo(bytes);
  }

  @Test
  void changedEnvelopes() {
    Mutations.tryAll(List.copyOf(seeds().toList()), ROUNDS, this::anEnvelopeIsOpenedOrRefused);
  }
}
