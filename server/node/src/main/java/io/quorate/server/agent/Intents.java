package io.quorate.server.agent;

import com.google.protobuf.InvalidProtocolBufferException;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.Revision;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.replica.declaration.GroupMessages;
import io.quorate.replica.disk.DurableFiles;
import io.quorate.stored.v1.ServedIntent;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node is about to serve, or serves, on disk before anything of it is started (H4): the
 * epoch, and the declaration that guard and hooks are started with. A later run of the agent adopts
 * or undoes it by that declaration, whatever is declared by then. Safe for several threads.
 */
final class Intents {
  private static final Logger LOG = LoggerFactory.getLogger(Intents.class);
  private static final String SUFFIX = ".served";

  private final Path directory;
  private final Map<GroupId, Epoch> written = new TreeMap<>();

  /**
   * Something that was begun.
   *
   * @param epoch for which
   * @param spec by which declaration
   * @param revision of the declaration
   */
  record Intent(Epoch epoch, GroupSpec spec, Revision revision) {}

  /**
   * In {@code run} of the data directory.
   *
   * @throws IOException when the directory cannot be made
   */
  Intents(Path dataDirectory) throws IOException {
    this.directory = Files.createDirectories(RoleFiles.directory(dataDirectory));
  }

  /** Those of earlier runs; what cannot be read is said and left where it is. */
  synchronized List<Intent> read() throws IOException {
    List<Intent> intents = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path file : files) {
        Intent intent = parsed(file);
        if (intent != null) {
          intents.add(intent);
          written.put(intent.spec().name(), intent.epoch());
        }
      }
    }
    return intents;
  }

  private static @Nullable Intent parsed(Path file) throws IOException {
    try {
      ServedIntent message = ServedIntent.parseFrom(Files.readAllBytes(file));
      GroupSpec spec = GroupMessages.accepted(message.getSpec()).value();
      boolean sound = spec != null && message.getEpoch() > 0 && message.getRevision() >= 0;
      if (sound && spec != null) {
        return new Intent(new Epoch(message.getEpoch()), spec, new Revision(message.getRevision()));
      }
    } catch (InvalidProtocolBufferException damaged) {
      LOG.warn("{} is damaged: {}", file, damaged.getMessage());
      return null;
    }
    LOG.warn("{} names no group and epoch that could be served", file);
    return null;
  }

  /**
   * Notes it durably; the same again costs nothing.
   *
   * @throws IOException when it cannot be written: nothing may be started then
   */
  synchronized void write(GroupSpec spec, Epoch epoch, Revision revision) throws IOException {
    if (epoch.equals(written.get(spec.name()))) {
      return;
    }
    ServedIntent message =
        ServedIntent.newBuilder()
            .setEpoch(epoch.value())
            .setRevision(revision.value())
            .setSpec(GroupMessages.of(spec))
            .build();
    DurableFiles.replace(file(spec.name()), message.toByteArray());
    written.put(spec.name(), epoch);
  }

  /**
   * Nothing of the epoch is here any more. One that was noted for a later epoch meanwhile stays.
   * That it stays when the disk fails does no harm: what is noted is verified at a start.
   */
  synchronized void remove(GroupId group, Epoch epoch) {
    if (!epoch.equals(written.get(group))) {
      return;
    }
    written.remove(group);
    try {
      Files.deleteIfExists(file(group));
    } catch (IOException disk) {
      LOG.warn("{} cannot be removed: {}", file(group), disk.toString());
    }
  }

  private Path file(GroupId group) {
    return directory.resolve(group.value() + SUFFIX);
  }
}
