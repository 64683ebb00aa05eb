package io.quorate.server.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the system and the Java run-time say of this process and its machine. */
public final class MachineText {
  private static final List<String> FILES =
      List.of(
          "/proc/version",
          "/proc/uptime",
          "/proc/loadavg",
          "/proc/pressure/cpu",
          "/proc/pressure/memory",
          "/proc/pressure/io",
          "/proc/meminfo",
          "/proc/self/status",
          "/proc/self/limits",
          "/proc/self/cgroup");

  private MachineText() {}

  /** What the kernel says. */
  public static String system() {
    StringBuilder text = new StringBuilder();
    for (String file : FILES) {
      text.append(file).append(":\n").append(content(Path.of(file))).append('\n');
    }
    return text.toString();
  }

  private static String content(Path file) {
    try {
      return new String(Files.readAllBytes(file), UTF_8);
    } catch (IOException absent) {
      return "not there: " + absent + "\n";
    }
  }

  /** What the run-time says; not its options, which may hold anything. */
  public static String runtime() {
    StringBuilder text = new StringBuilder();
    for (String property : List.of("java.vm.name", "java.runtime.version", "java.home")) {
      line(text, property, System.getProperty(property, "unknown"));
    }
    line(text, "processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    Duration up = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    line(text, "runs for", up.toString());
    line(text, "heap", usage(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage()));
    line(
        text,
        "beside the heap",
        usage(ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage()));
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      line(
          text,
          collector.getName(),
          collector.getCollectionCount() + " times, " + collector.getCollectionTime() + " ms");
    }
    return text.toString();
  }

  private static String usage(MemoryUsage usage) {
    return usage.getUsed() + " bytes of " + usage.getCommitted() + ", at most " + usage.getMax();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(": ").append(value).append('\n');
  }
}
