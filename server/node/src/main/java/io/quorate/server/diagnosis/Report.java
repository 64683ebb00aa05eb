package io.quorate.server.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.v1.DiagnosisSection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What a node says of itself, section by section. One that cannot be told, or not in time because a
 * disk hangs, says so instead.
 */
public final class Report implements AutoCloseable {
  /** Bytes of a section; several of this size fit into one answer. */
  static final int MOST_BYTES = 512 << 10;

  private static final String CUT = "(what came before is left out)\n";
  private static final int THREADS = 8;
  private static final int WAITING = 64;

  private final List<Section> sections;
  private final Duration limit;
  private final ThreadPoolExecutor telling =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          1,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          task -> {
            Thread thread = new Thread(task, "diagnosis");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Of these, in this order.
   *
   * @param limit for each
   */
  public Report(List<Section> sections, Duration limit) {
    this.sections = List.copyOf(sections);
    this.limit = limit;
    telling.allowCoreThreadTimeOut(true);
  }

  /**
   * Tells all.
   *
   * @param since how far back the log is wanted
   */
  public CompletableFuture<List<DiagnosisSection>> tell(Duration since) {
    List<CompletableFuture<DiagnosisSection>> told = new ArrayList<>();
    sections.forEach(section -> told.add(tell(section, since)));
    return CompletableFuture.allOf(told.toArray(CompletableFuture[]::new))
        .thenApply(all -> told.stream().map(CompletableFuture::join).toList());
  }

  private CompletableFuture<DiagnosisSection> tell(Section section, Duration since) {
    try {
      return CompletableFuture.supplyAsync(() -> text(section, since), telling)
          .completeOnTimeout(
              "not told within " + limit.toSeconds() + " s\n",
              limit.toNanos(),
              TimeUnit.NANOSECONDS)
          .thenApply(text -> section(section, text));
    } catch (RejectedExecutionException full) {
      return CompletableFuture.completedFuture(
          section(section, "not told: those who asked before wait still\n"));
    }
  }

  private static DiagnosisSection section(Section section, String text) {
    return DiagnosisSection.newBuilder().setName(section.name()).setText(text).build();
  }

  private static String text(Section section, Duration since) {
    try {
      return bounded(section.told().text(since));
    } catch (IOException | RuntimeException failed) {
      return "cannot be told: " + failed + "\n";
    }
  }

  /** Its end, from a whole line on. */
  private static String bounded(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    if (bytes.length <= MOST_BYTES) {
      return text;
    }
    int from = bytes.length - MOST_BYTES;
    while (from < bytes.length && bytes[from - 1] != '\n') {
      from++;
    }
    return CUT + new String(bytes, from, bytes.length - from, UTF_8);
  }

  @Override
  public void close() {
    telling.shutdownNow();
  }
}
