package io.quorate.replica.identity;

import io.quorate.replica.disk.DurableFiles;
import io.quorate.replica.store.EntryPosition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last entry that is known to have been applied here, kept outside the log's folder and forced
 * to disk at every checkpoint and every few seconds.
 *
 * <p>Sound because an applied entry is committed and was flushed here first (Ratis commits no
 * further than its own flush), and a committed entry is never cut off: a log that ends before this
 * position has lost something. It lags, so a small roll-back can hide behind it, and a directory
 * that was rolled back as a whole takes this file with it; that is what {@link RollbackGuard} is
 * for.
 */
public final class HighWaterFile {
  private static final Pattern FORM = Pattern.compile("term (\\d+) index (-?\\d+)\\n");

  private final DataLayout layout;
  private EntryPosition written = EntryPosition.NONE;

  /** For the data directory. */
  public HighWaterFile(DataLayout layout) {
    this.layout = layout;
  }

  /** The position on disk; before the first entry when the file is not there. */
  public synchronized EntryPosition read() throws IOException {
    if (!Files.exists(layout.highWater())) {
      return EntryPosition.NONE;
    }
    String text = Files.readString(layout.highWater(), StandardCharsets.US_ASCII);
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IOException(layout.highWater() + " is damaged: '" + text.strip() + "'");
    }
    written = new EntryPosition(Long.parseLong(form.group(1)), Long.parseLong(form.group(2)));
    return written;
  }

  /** Sets it to a position that was applied, if that is further. */
  public synchronized void raise(EntryPosition applied) throws IOException {
    if (applied.index() <= written.index()) {
      return;
    }
    String text = "term " + applied.term() + " index " + applied.index() + "\n";
    DurableFiles.replace(layout.highWater(), text.getBytes(StandardCharsets.US_ASCII));
    written = applied;
  }

  /** Throws when the log ends before the position on disk. */
  public void check(LogPosition own) throws IOException, DataRefusedException {
    EntryPosition reached = read();
    if (own.last().index() >= reached.index() && own.votingTerm() >= reached.term()) {
      return;
    }
    throw new DataRefusedException(
        new DataRefusal(
            "the log is older than this node has been: it ends at entry "
                + own.last()
                + " in term "
                + own.votingTerm()
                + ", but entry "
                + reached
                + " was applied here",
            layout.groupFolder().toString(),
            "The log's folder was put back from a copy or lost its end. "
                + DataRefusal.LOST_VOTER));
  }
}
