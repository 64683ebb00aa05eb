package io.quorate.server.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the logs of a demo's service say: who served, when, and whether two ever lived at one time.
 *
 * @param runs every process of the service on every node, by its start
 */
public record ServiceLogs(List<ServiceRun> runs) {
  /** How the name of a log ends; it begins with the node. */
  static final String SUFFIX = ".served.log";

  private static final int FIELDS = 7;

  /** Keeps its own copy. */
  public ServiceLogs {
    runs = List.copyOf(runs);
  }

  /**
   * Reads all logs in a folder. A line that was cut short by a kill is left out.
   *
   * @throws IOException when they cannot be read
   */
  public static ServiceLogs read(Path folder) throws IOException {
    Map<String, ServiceRun> runs = new TreeMap<>();
    try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path log : logs) {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
          lines.forEach(line -> add(runs, line));
        }
      }
    }
    List<ServiceRun> sorted = new ArrayList<>(runs.values());
    sorted.sort(Comparator.comparingLong(ServiceRun::firstNanos));
    return new ServiceLogs(sorted);
  }

  /**
   * Everything that must never happen, in words: two processes alive at one time, or an epoch that
   * is served after a later one. Empty is what must be.
   */
  public List<String> violations() {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      for (int j = i + 1; j < runs.size(); j++) {
        ServiceRun earlier = runs.get(i);
        ServiceRun later = runs.get(j);
        if (earlier.overlaps(later)) {
          found.add("two lived at one time: " + earlier + "; and " + later);
        }
        if (later.epoch() < earlier.epoch()) {
          found.add("an old epoch came back: " + later + " began after " + earlier);
        }
        boolean elsewhere = !earlier.node().equals(later.node());
        if (later.epoch() == earlier.epoch() && elsewhere) {
          found.add("two nodes had one epoch: " + earlier + "; and " + later);
        }
      }
    }
    return found;
  }

  /** The first process that answered a request in this epoch. */
  public Optional<ServiceRun> firstServing(long epoch) {
    return runs.stream().filter(run -> run.epoch() == epoch && run.served() > 0).findFirst();
  }

  /** Requests that were answered by anybody. */
  public long served() {
    return runs.stream().mapToLong(ServiceRun::served).sum();
  }

  private static void add(Map<String, ServiceRun> runs, String line) {
    String[] fields = line.split(" ", FIELDS + 1);
    boolean served = fields[0].equals(ServiceLogWriter.SERVED);
    boolean whole = served ? fields.length == FIELDS + 1 : fields.length == FIELDS;
    if (!whole || !(served || fields[0].equals(ServiceLogWriter.ALIVE))) {
      return;
    }
    try {
      Lifetime monotonic = Lifetime.at(Long.parseLong(fields[1]));
      Lifetime boot = Lifetime.at(Long.parseLong(fields[2]));
      long millis = served ? Long.parseLong(fields[3]) : 0;
      String node = fields[4];
      long epoch = Long.parseLong(fields[5]);
      long pid = Long.parseLong(fields[6]);
      ServiceRun seen = new ServiceRun(node, epoch, pid, monotonic, boot, millis, served ? 1 : 0);
      runs.merge(node + " " + epoch + " " + pid, seen, ServiceLogs::joined);
    } catch (NumberFormatException cutShort) {
      // A kill in the middle of a write.
    }
  }

  /** Threads of one process may write in another order than they read the clock. */
  private static ServiceRun joined(ServiceRun one, ServiceRun other) {
    long firstServed =
        one.served() == 0
                || (other.served() > 0 && other.firstServedMillis() < one.firstServedMillis())
            ? other.firstServedMillis()
            : one.firstServedMillis();
    return new ServiceRun(
        one.node(),
        one.epoch(),
        one.pid(),
        one.monotonic().with(other.monotonic()),
        one.boot().with(other.boot()),
        firstServed,
        one.served() + other.served());
  }
}
