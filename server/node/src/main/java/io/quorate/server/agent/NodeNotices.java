package io.quorate.server.agent;

import io.quorate.v1.Notice;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator should know of this machine: a disk that fills up, tools that are missing.
 * Looked at now and then.
 */
public final class NodeNotices implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeNotices.class);
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final Path dataDirectory;
  private final long minFreeBytes;
  private final Thread watcher;
  private final AtomicReference<List<Notice>> disk = new AtomicReference<>(List.of());
  private final List<Notice> tools = new ArrayList<>();
  private final Supplier<List<Notice>> others;

  /**
   * Begins to look.
   *
   * @param minFreeBytes free space below which a warning is shown; 0: never
   * @param lacks what this machine lacks
   * @param closed why the node cannot open secrets; empty when it can, or never has to
   * @param others what else there is to know, at each moment
   */
  public NodeNotices(
      Path dataDirectory,
      long minFreeBytes,
      List<String> lacks,
      String closed,
      Supplier<List<Notice>> others) {
    this.dataDirectory = dataDirectory;
    this.minFreeBytes = minFreeBytes;
    this.others = others;
    lacks.forEach(missing -> tools.add(notice("MACHINE_LACKS", missing, "")));
    if (!closed.isEmpty()) {
      tools.add(
          notice("KEY_MISMATCH", "cannot open secrets: " + closed, "see docs/secrets.md, Keys"));
    }
    this.watcher = new Thread(this::watch, "disk-watch");
    watcher.setDaemon(true);
    watcher.start();
  }

  /** Those of now; the caller may add to the list. */
  List<Notice> present() {
    List<Notice> all = new ArrayList<>(disk.get());
    all.addAll(tools);
    all.addAll(others.get());
    return all;
  }

  private void watch() {
    while (true) {
      disk.set(look());
      try {
        TimeUnit.MILLISECONDS.sleep(PERIOD.toMillis());
      } catch (InterruptedException closing) {
        return;
      }
    }
  }

  private List<Notice> look() {
    try {
      FileStore store = Files.getFileStore(dataDirectory);
      long free = store.getUsableSpace();
      if (free >= minFreeBytes) {
        return List.of();
      }
      return List.of(
          notice(
              "DISK_SPACE_LOW",
              (free >> 20) + " MiB are free for " + dataDirectory,
              "free some: a node whose disk is full stops"));
    } catch (IOException unreadable) {
      LOG.warn("cannot look at the data directory: {}", unreadable.toString());
      return List.of(
          notice("DISK_UNREADABLE", String.valueOf(unreadable.getMessage()), "look at the disk"));
    }
  }

  private static Notice notice(String reason, String message, String remedy) {
    return Notice.newBuilder().setReason(reason).setMessage(message).setRemedy(remedy).build();
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
