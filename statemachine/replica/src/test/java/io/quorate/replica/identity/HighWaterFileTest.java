package io.quorate.replica.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.replica.store.EntryPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HighWaterFileTest {
  @TempDir Path root;

  private DataLayout layout() {
    return new DataLayout(root, new UUID(0, 1));
  }

  private static LogPosition position(long votingTerm, long index) {
    return new LogPosition(votingTerm, new EntryPosition(votingTerm, index));
  }

  @Test
  void onlyRises() throws IOException {
    HighWaterFile file = new HighWaterFile(layout());
    assertThat(file.read()).isEqualTo(EntryPosition.NONE);
    file.raise(new EntryPosition(2, 10));
    file.raise(new EntryPosition(2, 9));
    assertThat(new HighWaterFile(layout()).read()).isEqualTo(new EntryPosition(2, 10));
  }

  @Test
  void refusesALogThatEndsBefore() throws IOException {
    HighWaterFile file = new HighWaterFile(layout());
    file.raise(new EntryPosition(2, 10));
    assertThatCode(() -> file.check(position(2, 10))).doesNotThrowAnyException();
    assertThatThrownBy(() -> file.check(position(2, 9)))
        .isInstanceOf(DataRefusedException.class)
        .hasMessageContaining("older")
        .hasMessageContaining("2.10");
    assertThatThrownBy(() -> file.check(position(1, 12))).isInstanceOf(DataRefusedException.class);
  }

  @Test
  void doesNotGuessWhatADamagedFileSaid() throws IOException {
    Files.createDirectories(layout().highWater().getParent());
    Files.writeString(layout().highWater(), "term 2 index 1");
    assertThatThrownBy(() -> new HighWaterFile(layout()).read()).hasMessageContaining("damaged");
  }
}
