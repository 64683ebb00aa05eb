package io.quorate.replica.raftlog;

import io.quorate.replica.disk.DurableFiles;
import io.quorate.replica.identity.DataRefusal;
import io.quorate.replica.identity.DataRefusedException;
import io.quorate.replica.raftlog.SegmentScan.Ending;
import io.quorate.replica.store.EntryPosition;
import java.io.IOException;
import java.io.Reader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of a log that no Ratis has open. */
public final class LogFolder {
  private static final Logger LOG = LoggerFactory.getLogger(LogFolder.class);
  private static final Pattern SEGMENT =
      Pattern.compile("log_(?:(\\d+)-(\\d+)|inprogress_(\\d+)(?:\\..*)?)");

  private final Path folder;
  private final int maxEntryBytes;

  /**
   * For the folder.
   *
   * @param folder where the segments are
   * @param maxEntryBytes largest entry that Ratis was set to write
   */
  public LogFolder(Path folder, int maxEntryBytes) {
    this.folder = folder;
    this.maxEntryBytes = maxEntryBytes;
  }

  /**
   * Cuts off a record that was being written when the power failed. Such a record was never forced
   * to disk, so nobody was told that it is here. Ratis refuses to start on one that is followed by
   * the zeros of pre-allocated space.
   *
   * @param durableIndex last entry that is known to have been applied here; asked only when there
   *     is something to cut
   * @return a line for the log when something was cut, else null
   * @throws DataRefusedException for any other damage, and for a torn record that had been applied
   */
  public @Nullable String repairTail(LongSupplier durableIndex)
      throws IOException, DataRefusedException {
    Segment open = openSegment();
    if (open == null) {
      return null;
    }
    SegmentScan scan = scan(open);
    if (scan.ending() == Ending.CLEAN) {
      return null;
    }
    long torn = scan.last().index() < 0 ? open.start() : scan.last().index() + 1;
    if (scan.ending() == Ending.DAMAGED) {
      throw refused(open.path(), "the log is damaged: " + scan.detail());
    }
    if (torn <= durableIndex.getAsLong()) {
      throw refused(
          open.path(), "entry " + torn + " was applied here, but it is torn: " + scan.detail());
    }
    try (FileChannel channel = FileChannel.open(open.path(), StandardOpenOption.WRITE)) {
      channel.truncate(scan.validBytes());
      channel.force(true);
    }
    String line =
        "cut off entry %d, which was being written when the node stopped: %s (%s)"
            .formatted(torn, scan.detail(), open.path());
    LOG.warn(line);
    return line;
  }

  /** Last entry of the log, {@link EntryPosition#NONE} when it has none. Repair first. */
  public EntryPosition last() throws IOException, DataRefusedException {
    List<Segment> segments = segments();
    for (int i = segments.size() - 1; i >= 0; i--) {
      SegmentScan scan = scan(segments.get(i));
      if (scan.ending() == Ending.DAMAGED) {
        throw refused(segments.get(i).path(), "the log is damaged: " + scan.detail());
      }
      if (scan.last().index() >= 0) {
        return scan.last();
      }
    }
    return EntryPosition.NONE;
  }

  /**
   * Tells of each entry of the log, in order. Repair first.
   *
   * @throws DataRefusedException when the log is damaged; what was told of before is whole
   */
  public void readAll(Consumer<LogEntryProto> reader) throws IOException, DataRefusedException {
    for (Segment segment : segments()) {
      SegmentScan scan =
          SegmentScanner.scan(Files.readAllBytes(segment.path()), maxEntryBytes, reader);
      if (scan.ending() == Ending.DAMAGED) {
        throw refused(segment.path(), "the log is damaged: " + scan.detail());
      }
    }
  }

  /** Index of the first entry of the log, 0 when it has none. */
  public long first() throws IOException {
    List<Segment> segments = segments();
    return segments.isEmpty() ? 0 : segments.get(0).start();
  }

  /**
   * Newest Raft term that this log's owner took part in, 0 before any.
   *
   * @throws DataRefusedException when the vote is lost: Ratis puts an empty file in its place when
   *     the disk is full, and who votes twice in a term makes two leaders
   */
  public long votingTerm() throws IOException, DataRefusedException {
    Path vote = folder.resolve("raft-meta");
    if (!Files.exists(vote)) {
      return 0;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(vote, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    try {
      return Long.parseLong(properties.getProperty("term", ""));
    } catch (NumberFormatException lost) {
      throw refused(
          vote, "the vote of this member is lost, as when the disk was full while it was written");
    }
  }

  private @Nullable Segment openSegment() throws IOException, DataRefusedException {
    List<Segment> open = segments().stream().filter(Segment::open).toList();
    if (open.size() > 1) {
      throw refused(folder, "the log has more than one open segment: " + open);
    }
    return open.isEmpty() ? null : open.get(0);
  }

  private List<Segment> segments() throws IOException {
    return DurableFiles.list(folder).stream()
        .map(path -> SEGMENT.matcher(path.getFileName().toString()).matches() ? path : null)
        .filter(path -> path != null)
        .map(Segment::of)
        .sorted(Comparator.comparingLong(Segment::start))
        .toList();
  }

  private SegmentScan scan(Segment segment) throws IOException {
    SegmentScan scan = SegmentScanner.scan(Files.readAllBytes(segment.path()), maxEntryBytes);
    return scan.last().index() >= 0 && scan.last().index() < segment.start()
        ? new SegmentScan(
            EntryPosition.NONE, 0, Ending.DAMAGED, "it does not begin with " + segment.start())
        : scan;
  }

  private static DataRefusedException refused(Path where, String what) {
    return new DataRefusedException(
        new DataRefusal(
            what,
            where.toString(),
            "It is not the trace of a power failure, so nothing is repaired. Check the disk. "
                + DataRefusal.LOST_VOTER));
  }

  /** A file of the log. */
  private record Segment(Path path, long start, boolean open) {
    static Segment of(Path path) {
      Matcher name = SEGMENT.matcher(path.getFileName().toString());
      if (!name.matches()) {
        throw new IllegalArgumentException(path + " is not a segment");
      }
      boolean open = name.group(1) == null;
      return new Segment(path, Long.parseLong(open ? name.group(3) : name.group(1)), open);
    }
  }
}
