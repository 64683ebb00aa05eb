package io.quorate.server.delivery;

import com.google.protobuf.InvalidProtocolBufferException;
import io.quorate.core.GroupId;
import io.quorate.core.Revision;
import io.quorate.core.delivery.Delivered;
import io.quorate.replica.disk.DurableFiles;
import io.quorate.stored.v1.DeliveredNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What deliveries have come to, on the disk of this node. A note that is lost costs that files are
 * looked at and a reload command is run once more.
 */
final class DeliveryNotes {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryNotes.class);
  private static final String FOLDER = "delivered";

  private final Path directory;

  /** In a folder of the data directory. */
  DeliveryNotes(Path dataDirectory) throws IOException {
    this.directory = Files.createDirectories(dataDirectory.resolve(FOLDER));
  }

  /** What is noted of a delivery with this target. */
  Delivered read(GroupId group, String delivery, String target) {
    Path file = file(group, delivery);
    try {
      DeliveredNote note = DeliveredNote.parseFrom(Files.readAllBytes(file));
      if (note.getTarget().equals(target) && note.getRevision() >= 0) {
        return new Delivered(new Revision(note.getRevision()), note.getWritten(), note.getTaken());
      }
    } catch (InvalidProtocolBufferException damaged) {
      LOG.warn("{} is damaged: {}", file, damaged.getMessage());
    } catch (IOException missing) {
      LOG.debug("{} is not there: {}", file, missing.toString());
    }
    return Delivered.NOTHING;
  }

  /** Notes it; what cannot be noted is said. */
  void write(GroupId group, String delivery, String target, Delivered known) {
    DeliveredNote note =
        DeliveredNote.newBuilder()
            .setTarget(target)
            .setRevision(known.revision().value())
            .setWritten(known.written())
            .setTaken(known.taken())
            .build();
    try {
      DurableFiles.replace(file(group, delivery), note.toByteArray());
    } catch (IOException disk) {
      LOG.warn("what was delivered cannot be noted: {}", disk.toString());
    }
  }

  /** The group has no such delivery any more; its files stay. */
  void remove(GroupId group, String delivery) {
    try {
      Files.deleteIfExists(file(group, delivery));
    } catch (IOException disk) {
      LOG.warn("{} cannot be removed: {}", file(group, delivery), disk.toString());
    }
  }

  private Path file(GroupId group, String delivery) {
    return directory.resolve(group.value() + "." + delivery);
  }
}
