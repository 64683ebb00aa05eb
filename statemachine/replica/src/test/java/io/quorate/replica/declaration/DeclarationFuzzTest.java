package io.quorate.replica.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import io.quorate.core.Read;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.GroupSpecRules;
import io.quorate.core.fuzz.Mutations;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes come as a declaration end in one that can be taken, or in refusals. */
final class DeclarationFuzzTest {
  private static final int ROUNDS = 20_000;

  static Stream<byte[]> seeds() {
    return Stream.of(
        EveryField.message().toByteArray(),
        io.quorate.v1.GroupSpec.newBuilder().setName("g").build().toByteArray());
  }

  @MethodSource("seeds")
  @FuzzTest
  void declarations(byte[] bytes) {
    try {
      read(io.quorate.v1.GroupSpec.parseFrom(bytes));
    } catch (InvalidProtocolBufferException noMessage) {
      assertThat(noMessage).isNotNull();
    }
  }

  private static void read(io.quorate.v1.GroupSpec message) {
    Read<GroupSpec> read = GroupMessages.read(message, new TreeMap<>());
    GroupSpec spec = read.value();
    if (spec == null) {
      assertThat(read.refusals()).allMatch(refusal -> !refusal.message().isEmpty());
      GroupMessages.accepted(message);
      return;
    }
    io.quorate.v1.GroupSpec whole = GroupMessages.of(spec);
    assertThat(whole.getSerializedSize()).isLessThanOrEqualTo(GroupMessages.MAX_BYTES);
    assertThat(GroupMessages.stored(whole)).isEqualTo(spec);
    assertThat(GroupSpecRules.check(spec, new TreeMap<>())).isEmpty();
    assertThat(GroupSpecRules.startBound(spec)).isLessThan(Duration.ofDays(17));
    assertThat(spec.timing().expiry()).isPositive();
  }

  @Test
  void changedSeeds() {
    Mutations.tryAll(seeds().toList(), ROUNDS, this::declarations);
  }

  @Test
  void mostChangesOfASeedAreRefusedAndSomeAreNot() {
    int[] taken = new int[2];
    Mutations.tryAll(
        List.of(EveryField.message().toByteArray()),
        ROUNDS,
        bytes -> {
          try {
            io.quorate.v1.GroupSpec message = io.quorate.v1.GroupSpec.parseFrom(bytes);
            taken[GroupMessages.read(message, new TreeMap<>()).value() == null ? 0 : 1]++;
          } catch (InvalidProtocolBufferException noMessage) {
            taken[0]++;
          }
        });
    assertThat(taken[0]).isGreaterThan(1_000);
    assertThat(taken[1]).as("the target sees declarations that are taken").isGreaterThan(100);
  }
}
