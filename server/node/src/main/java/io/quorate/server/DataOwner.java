package io.quorate.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whose a data directory is: what a command writes there the server must be able to read. */
final class DataOwner {
  private DataOwner() {}

  /** Why this process must not write there; empty when nothing speaks against it. */
  static String against(Path data) {
    if (!Files.isDirectory(data)) {
      return "there is no data directory " + data + "; is the disk mounted?";
    }
    try {
      String owner = Files.getOwner(data).getName();
      String own = System.getProperty("user.name", owner);
      return owner.equals(own)
          ? ""
          : "the data directory belongs to user "
              + owner
              + ": run this as that user, not as "
              + own;
    } catch (IOException unreadable) {
      return "the data directory cannot be looked at: " + unreadable;
    }
  }
}
