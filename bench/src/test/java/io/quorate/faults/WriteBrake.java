package io.quorate.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes a disk slow for some processes: a control group of its own, which the kernel allows only so
 * many writes a second. Needs the blkio controller of cgroup v1; the test is skipped without.
 */
final class WriteBrake implements AutoCloseable {
  private static final Path CONTROLLER = Path.of("/sys/fs/cgroup/blkio");
  private static final String LIMIT = "blkio.throttle.write_iops_device";
  private static final String DONE = "blkio.throttle.io_serviced";
  private static final String MEMBERS = "cgroup.procs";

  private final Path group;
  private final String device;

  private WriteBrake(Path group, String device) {
    this.group = group;
    this.device = device;
  }

  /** Lets these processes write to a device, as {@code 7:0}, this often and no more. */
  static WriteBrake on(List<String> pids, String device, int writesPerSecond) throws IOException {
    assumeTrue(
        Files.isWritable(CONTROLLER.resolve(LIMIT)),
        "skipped: needs root and the blkio controller of cgroup v1");
    Path group = Files.createTempDirectory(CONTROLLER, "quorate-");
    WriteBrake brake = new WriteBrake(group, device);
    try {
      Files.writeString(group.resolve(LIMIT), device + " " + writesPerSecond);
      for (String pid : pids) {
        Files.writeString(group.resolve(MEMBERS), pid);
      }
      return brake;
    } catch (IOException refused) {
      brake.close();
      throw refused;
    }
  }

  /** How many writes to the device these processes have made since. */
  long writes() throws IOException {
    String prefix = device + " Write ";
    return Files.readAllLines(group.resolve(DONE)).stream()
        .filter(line -> line.startsWith(prefix))
        .mapToLong(line -> Long.parseLong(line.substring(prefix.length())))
        .sum();
  }

  /** As fast as ever. */
  @Override
  public void close() throws IOException {
    for (String pid : Files.readAllLines(group.resolve(MEMBERS))) {
      Files.writeString(CONTROLLER.resolve(MEMBERS), pid);
    }
    Files.delete(group);
  }
}
