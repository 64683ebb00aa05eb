package io.quorate.replica.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.quorate.core.fuzz.Mutations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** A checkpoint whose manifest says anything but the truth is refused, and never by a bug. */
final class ManifestFuzzTest {
  private static final int ROUNDS = 500;
  private static final EntryPosition POSITION = new EntryPosition(3, 17);

  @TempDir Path folder;

  static Stream<byte[]> seeds() {
    return Stream.of(
        "quorate-checkpoint 1 (t:3, i:17)\nfile data 4 1b\nend 0\n"
            .getBytes(StandardCharsets.US_ASCII),
        new byte[] {-1, -2});
  }

  @MethodSource("seeds")
  @FuzzTest
  void aManifestHoldsOrIsRefused(byte[] manifest) throws IOException {
    byte[] honest = honest();
    Files.write(folder.resolve(CheckpointManifest.NAME), manifest);
    try {
      CheckpointManifest.verify(folder, POSITION);
      assertThat(manifest).isEqualTo(honest);
    } catch (IOException refused) {
      assertThat(Arrays.equals(manifest, honest)).isFalse();
    }
  }

  private byte[] honest() throws IOException {
    Files.writeString(folder.resolve("data"), "data");
    return CheckpointManifest.of(folder, POSITION);
  }

  @Test
  void changedManifests() throws IOException {
    byte[] honest = honest();
    Files.write(folder.resolve(CheckpointManifest.NAME), honest);
    assertThatCode(() -> CheckpointManifest.verify(folder, POSITION)).doesNotThrowAnyException();
    Mutations.tryAll(
        List.of(honest),
        ROUNDS,
        manifest -> {
          try {
            aManifestHoldsOrIsRefused(manifest);
          } catch (IOException disk) {
            throw new UncheckedIOException(disk);
          }
        });
  }
}
