package io.quorate.replica.raftlog;

import static io.quorate.replica.raftlog.SegmentBytes.joined;
import static io.quorate.replica.raftlog.SegmentBytes.record;
import static io.quorate.replica.raftlog.SegmentBytes.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.replica.identity.DataRefusedException;
import io.quorate.replica.store.EntryPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFolderTest {
  private static final byte[] KEPT = segment(record(2, 5, 30), record(2, 6, 30));

  @TempDir Path folder;

  private LogFolder log() {
    return new LogFolder(folder, 1 << 20);
  }

  private Path open(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("log_inprogress_5"), bytes);
  }

  private static byte[] torn() {
    byte[] part = Arrays.copyOf(record(2, 7, 100), 60);
    return joined(KEPT, Arrays.copyOf(part, 8192));
  }

  @Test
  void cutsOffATornEndAndNothingElse() throws Exception {
    Path file = open(torn());
    assertThat(log().last()).isEqualTo(new EntryPosition(2, 6));
    assertThat(log().repairTail(() -> 6)).contains("entry 7");
    assertThat(file).hasBinaryContent(KEPT);
    assertThat(log().repairTail(() -> 6)).isNull();
    assertThat(log().last()).isEqualTo(new EntryPosition(2, 6));
  }

  @Test
  void refusesATornEntryThatHadBeenApplied() throws Exception {
    Path file = open(torn());
    assertThatThrownBy(() -> log().repairTail(() -> 7))
        .isInstanceOf(DataRefusedException.class)
        .hasMessageContaining("entry 7 was applied")
        .hasMessageContaining("Leave it down");
    assertThat(file).hasBinaryContent(torn());
  }

  @Test
  void refusesDamageAndLeavesItAsItIs() throws Exception {
    byte[] damaged = KEPT.clone();
    damaged[20] ^= 4;
    Path file = open(damaged);
    assertThatThrownBy(() -> log().repairTail(() -> -1))
        .isInstanceOf(DataRefusedException.class)
        .hasMessageContaining("damaged");
    assertThat(file).hasBinaryContent(damaged);
  }

  @Test
  void knowsItsLastEntryFromClosedSegmentsToo() throws Exception {
    assertThat(log().last()).isEqualTo(EntryPosition.NONE);
    Files.write(folder.resolve("log_3-4"), segment(record(1, 3, 9), record(1, 4, 9)));
    assertThat(log().last()).isEqualTo(new EntryPosition(1, 4));
    open(segment());
    assertThat(log().last()).isEqualTo(new EntryPosition(1, 4));
    assertThat(log().first()).isEqualTo(3);
    open(KEPT);
    assertThat(log().last()).isEqualTo(new EntryPosition(2, 6));
  }

  @Test
  void readsTheTermOfTheVote() throws Exception {
    assertThat(log().votingTerm()).isZero();
    Files.writeString(folder.resolve("raft-meta"), "#x\nterm=17\nvotedFor=a\n");
    assertThat(log().votingTerm()).isEqualTo(17);
  }

  @Test
  void refusesASegmentUnderAWrongNumber() throws Exception {
    Files.write(folder.resolve("log_inprogress_9"), KEPT);
    assertThatThrownBy(() -> log().repairTail(() -> -1)).hasMessageContaining("begin with 9");
  }
}
