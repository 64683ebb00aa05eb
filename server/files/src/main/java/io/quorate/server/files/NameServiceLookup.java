package io.quorate.server.files;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Asks the name service of this machine, all names at once, for a limited time. */
final class NameServiceLookup implements HostLookup {

  /** A dead name server must not keep a node from starting. */
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private static final int MAX_NAMES = 16;

  @Override
  public SortedSet<String> unresolved(Collection<String> names) {
    List<String> asked = names.stream().distinct().limit(MAX_NAMES).toList();
    SortedSet<String> unresolved = new TreeSet<>();
    if (asked.isEmpty()) {
      return unresolved;
    }
    ExecutorService threads = Executors.newFixedThreadPool(asked.size(), NameServiceLookup::daemon);
    try {
      List<Callable<Boolean>> questions = new ArrayList<>();
      asked.forEach(name -> questions.add(() -> resolves(name)));
      List<Future<Boolean>> answers =
          threads.invokeAll(questions, LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      for (int i = 0; i < asked.size(); i++) {
        if (!answered(answers.get(i))) {
          unresolved.add(asked.get(i));
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      threads.shutdownNow();
    }
    return unresolved;
  }

  private static boolean answered(Future<Boolean> answer) throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException | CancellationException noAnswer) {
      return false;
    }
  }

  private static boolean resolves(String name) {
    try {
      return InetAddress.getAllByName(name).length > 0;
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "host-lookup");
    thread.setDaemon(true);
    return thread;
  }
}
