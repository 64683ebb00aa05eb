package io.quorate.server;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.quorate.server.metrics.Measure;
import io.quorate.server.metrics.NodeMetrics;
import io.quorate.server.metrics.Readings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToLongFunction;

/** What this process and its JVM use of the machine, under the names that all JVMs have. */
final class ProcessMetrics {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";
  private static final int KIBIBYTE = 1_024;
  private static final double MILLIS = 1e3;
  private static final double NANOS = 1e9;

  void registerIn(NodeMetrics metrics) {
    metrics.readings(Measure.JVM_MEMORY_USED, r -> memory(r, MemoryUsage::getUsed));
    metrics.readings(Measure.JVM_MEMORY_MAX, r -> memory(r, MemoryUsage::getMax));
    metrics.readings(Measure.JVM_BUFFER_POOL, ProcessMetrics::buffers);
    metrics.readings(Measure.JVM_GC, ProcessMetrics::collections);
    metrics.readings(Measure.JVM_GC_TIME, ProcessMetrics::collectionTimes);
    metrics.value(Measure.JVM_THREADS, () -> ManagementFactory.getThreadMXBean().getThreadCount());
    metrics.value(
        Measure.PROCESS_START, () -> ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS);
    metrics.value(Measure.PROCESS_MEMORY, ProcessMetrics::resident);
    metrics.readings(Measure.PROCESS_CPU, ProcessMetrics::cpu);
    metrics.readings(Measure.PROCESS_FILES, ProcessMetrics::files);
    metrics.readings(Measure.PROCESS_FILES_MAX, ProcessMetrics::mostFiles);
  }

  /** What has no bound says -1 of it, and is left out. */
  private static void memory(Readings readings, ToLongFunction<MemoryUsage> value) {
    var memory = ManagementFactory.getMemoryMXBean();
    add(readings, value.applyAsLong(memory.getHeapMemoryUsage()), "heap");
    add(readings, value.applyAsLong(memory.getNonHeapMemoryUsage()), "nonheap");
  }

  private static void add(Readings readings, long value, String label) {
    if (value >= 0) {
      readings.add((double) value, label);
    }
  }

  private static void buffers(Readings readings) {
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      add(readings, pool.getMemoryUsed(), pool.getName());
    }
  }

  private static void collections(Readings readings) {
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      add(readings, gc.getCollectionCount(), gc.getName());
    }
  }

  private static void collectionTimes(Readings readings) {
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      readings.add(Math.max(0, gc.getCollectionTime()) / MILLIS, gc.getName());
    }
  }

  private static void cpu(Readings readings) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      readings.add(system.getProcessCpuTime() / NANOS);
    }
  }

  private static void files(Readings readings) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      readings.add((double) system.getOpenFileDescriptorCount());
    }
  }

  private static void mostFiles(Readings readings) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      readings.add((double) system.getMaxFileDescriptorCount());
    }
  }

  private static long resident() {
    try {
      for (String line : Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1)) {
        if (line.startsWith(RESIDENT)) {
          return KIBIBYTE * Long.parseLong(line.replaceAll("[^0-9]", ""));
        }
      }
      throw new IllegalStateException(STATUS + " has no line " + RESIDENT);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
