package io.quorate.replica.identity;

import io.quorate.replica.disk.DurableFiles;
import io.quorate.replica.peer.PeerId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What this member saw the others acknowledge, on disk, so that it can still say so after its own
 * restart (rule S4). One line for each peer: its id, the leader's term, the last entry that it
 * acknowledged, the last of these that was committed.
 */
public final class SightingsFile {
  private static final int FIELDS = 4;

  private final Path file;

  /** The file of this data directory; it need not be there. */
  public SightingsFile(DataLayout layout) {
    this.file = layout.sightings();
  }

  /**
   * What it says; nothing when it is not there.
   *
   * @throws IOException when it cannot be read, or says something else
   */
  public List<PeerSighting> read() throws IOException {
    List<PeerSighting> sightings = new ArrayList<>();
    if (!Files.exists(file)) {
      return sightings;
    }
    for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
      sightings.add(sighting(line));
    }
    return sightings;
  }

  private PeerSighting sighting(String line) throws IOException {
    String[] fields = line.split(" ", -1);
    try {
      if (fields.length == FIELDS && PeerId.read(fields[0]).isPresent()) {
        return new PeerSighting(
            new PeerId(fields[0]),
            Long.parseLong(fields[1]),
            Long.parseLong(fields[2]),
            Long.parseLong(fields[3]));
      }
    } catch (NumberFormatException damaged) {
      throw new IOException(file + " holds '" + line + "'", damaged);
    }
    throw new IOException(file + " holds '" + line + "'");
  }

  /** Replaces it, durably. */
  public void write(Collection<PeerSighting> sightings) throws IOException {
    StringBuilder text = new StringBuilder();
    for (PeerSighting sighting : sightings) {
      text.append(sighting.seen())
          .append(' ')
          .append(sighting.leaderTerm())
          .append(' ')
          .append(sighting.matchIndex())
          .append(' ')
          .append(sighting.committedIndex())
          .append('\n');
    }
    DurableFiles.replace(file, text.toString().getBytes(StandardCharsets.US_ASCII));
  }
}
