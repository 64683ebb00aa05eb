package io.quorate.server.guard;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One page of memory that the agent and the guard share through a mapped file of 4 KiB. Each word
 * has one writer. What it holds is level, not edges: whoever reads late, twice or after a restart
 * sees the same. The leash reads two of the words too, each for itself.
 *
 * <pre>
 * words   0.. 3  magic, layout version, epoch, fingerprint of the identity   written once
 * words   8..12  the lease deadline (sequenced)                              agent
 * words  16..18  revoked, agent's beat, agent's process number               agent
 * words  32..47  what is wanted of each slot                                 agent
 * word       64  guard's beat                                                guard
 * words 72..209  the guard's report (sequenced)                              guard
 * </pre>
 */
final class GuardPage {
  static final int SLOTS = 16;

  private static final int BYTES = 4096;
  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long MAGIC = 0x3144_5247_5551_0001L;
  private static final long LAYOUT = 1;
  private static final int LEASE = 8;
  private static final int LEASE_WORDS = 3;
  private static final int REVOKED = 16;
  private static final int AGENT_BEAT = 17;
  private static final int AGENT_PID = 18;
  private static final int WANTED = 32;
  private static final int GUARD_BEAT = 64;
  private static final int REPORT = 72;

  /**
   * Where the end of the lease by the boot clock is, in bytes from the beginning; for the leash.
   */
  static final int DEADLINE_AT = (LEASE + SequencedWords.FIRST + 1) * Long.BYTES;

  /** Where the code of the guard's phase is, in bytes from the beginning; for the leash. */
  static final int PHASE_AT = (REPORT + SequencedWords.FIRST) * Long.BYTES;

  private final MappedByteBuffer memory;
  private final SequencedWords lease = new SequencedWords(this, LEASE, LEASE_WORDS);
  private final SequencedWords report = new SequencedWords(this, REPORT, GuardReport.WORDS);

  private GuardPage(MappedByteBuffer memory) {
    this.memory = memory;
  }

  /**
   * Makes the page of a new guard.
   *
   * @throws IOException when it exists, or there is no room: every byte is written now, so that a
   *     disk which fills up later does no harm
   */
  static GuardPage create(Path file, GuardIdentity identity, LeaseDeadline deadline)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate(BYTES);
      while (zeros.hasRemaining()) {
        channel.write(zeros);
      }
      GuardPage page = new GuardPage(channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES));
      page.lease(deadline);
      page.set(1, LAYOUT);
      page.set(2, identity.epoch());
      page.set(3, identity.fingerprint());
      page.set(0, MAGIC);
      return page;
    }
  }

  /**
   * Opens the page of this very guard.
   *
   * @throws IOException when it is missing, of another layout, or another guard's
   */
  static GuardPage open(Path file, GuardIdentity identity) throws IOException {
    if (Files.size(file) != BYTES) {
      throw new IOException("not a guard page: " + file);
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      GuardPage page = new GuardPage(channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES));
      boolean ours =
          page.get(0) == MAGIC
              && page.get(1) == LAYOUT
              && page.get(2) == identity.epoch()
              && page.get(3) == identity.fingerprint();
      if (!ours) {
        throw new IOException("not the page of " + identity.marker().path() + ": " + file);
      }
      return page;
    }
  }

  /** The deadline, or null when it cannot be read whole: then there is no news. */
  @Nullable LeaseDeadline lease() {
    long[] words = lease.read();
    return words == null ? null : new LeaseDeadline(words[0], words[1], words[2]);
  }

  void lease(LeaseDeadline deadline) {
    lease.write(
        new long[] {deadline.monotonicNanos(), deadline.bootNanos(), deadline.wallMillis()});
  }

  boolean revoked() {
    return get(REVOKED) != 0;
  }

  /** There is no way back. */
  void revoke() {
    set(REVOKED, 1);
  }

  void agent(long pid, long beatNanos) {
    set(AGENT_PID, pid);
    set(AGENT_BEAT, beatNanos);
  }

  long agentBeat() {
    return get(AGENT_BEAT);
  }

  Wanted wanted(int slot) {
    return Wanted.decode(get(WANTED + slot));
  }

  void wanted(int slot, Wanted wanted) {
    set(WANTED + slot, wanted.encode());
  }

  long guardBeat() {
    return get(GUARD_BEAT);
  }

  void guardBeat(long nanos) {
    set(GUARD_BEAT, nanos);
  }

  /** What the guard says, or null when it cannot be read whole, or it has said nothing yet. */
  @Nullable GuardReport report() {
    long[] words = report.read();
    return words == null ? null : GuardReport.decode(words);
  }

  void report(GuardReport said) {
    report.write(said.encode());
  }

  long get(int word) {
    return (long) LONGS.getAcquire(memory, word * Long.BYTES);
  }

  void set(int word, long value) {
    LONGS.setRelease(memory, word * Long.BYTES, value);
  }

  static void fullFence() {
    VarHandle.fullFence();
  }
}
