package io.quorate.server.local;

import io.quorate.server.process.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A process of a local cluster that is alive.
 *
 * @param id which one
 * @param node name of the node that it belongs to
 * @param role what it is there for
 */
public record LiveProcess(ProcessId id, String node, ProcessRole role) {
  private static final String RESIDENT = "VmRSS:";
  private static final long KIB = 1 << 10;

  /** Processor time that all its threads have used; empty when it has ended. */
  public Optional<Duration> processorTime() {
    return ProcessHandle.of(id.pid()).flatMap(process -> process.info().totalCpuDuration());
  }

  /**
   * Its memory that is resident, in bytes.
   *
   * @throws IOException when it has ended, or the system does not tell
   */
  public long residentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + id.pid() + "/status"))) {
      if (line.startsWith(RESIDENT)) {
        return Long.parseLong(line.replaceAll("\\D", "")) * KIB;
      }
    }
    throw new IOException("the memory of process " + id.pid() + " is not told");
  }
}
