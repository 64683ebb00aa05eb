package io.quorate.server.backup;

import java.io.IOException;
import java.nio.file.Path;

/** Copies the state of this node, while it goes on. */
@FunctionalInterface
public interface StateCopy {
  /**
   * Copies it into a folder that does not exist; its parent does.
   *
   * @return index of an entry that is in the copy
   */
  long into(Path folder) throws IOException;
}
