package io.quorate.server.trial;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.config.ConfigView;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.ValidationCommand;
import io.quorate.core.delivery.FileSet;
import io.quorate.core.delivery.Opening;
import io.quorate.core.delivery.TrialFiles;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Request;
import io.quorate.core.registry.Validation;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import io.quorate.replica.disk.DurableFiles;
import io.quorate.server.guard.GuardStation;
import io.quorate.server.process.BoundedCommand;
import io.quorate.server.process.CommandResult;
import io.quorate.server.process.ProgramRun;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.secret.KeyRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tries commits with the programs of this machine, on a few threads of its own. */
public final class LocalTrials implements Trials, AutoCloseable {
  /** How long this node may take to know what the leader knows. */
  static final Duration CATCH_UP = Duration.ofSeconds(5);

  private static final int AT_ONCE = 2;
  private static final int WAITING = 16;
  private static final int SHOWN = 300;
  private static final String FOLDER = "trials";

  private final Surroundings around;
  private final Path folder;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          AT_ONCE,
          AT_ONCE,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(WAITING),
          task -> {
            Thread thread = new Thread(task, "trials");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * What they need of the node.
   *
   * @param guards marks what belongs to this node, so that a later run finds what was left
   * @param keys opens secrets; null on a node that has no key
   */
  public record Surroundings(
      NodeId self,
      ReplicatedRegistry registry,
      BoundedCommand commands,
      GuardStation guards,
      @Nullable KeyRing keys) {}

  /**
   * In a folder of the data directory, which is emptied of what an earlier run left.
   *
   * @throws IOException when it cannot be made
   */
  public LocalTrials(Surroundings around, Path dataDirectory) throws IOException {
    this.around = around;
    this.folder = dataDirectory.resolve(FOLDER);
    DurableFiles.deleteTree(folder);
    Files.createDirectories(folder);
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public CompletableFuture<TrialResult> run(Request request, long appliedIndex) {
    CompletableFuture<TrialResult> result = new CompletableFuture<>();
    try {
      threads.execute(() -> result.complete(tried(request, appliedIndex)));
    } catch (RejectedExecutionException full) {
      result.complete(
          TrialResult.cannotRun(AT_ONCE + " commits are tried and " + WAITING + " wait already"));
    }
    return result;
  }

  private TrialResult tried(Request request, long appliedIndex) {
    if (!(request.command() instanceof Command.Configure configure)) {
      return TrialResult.cannotRun("it is no commit");
    }
    try {
      if (!around.registry().awaitApplied(appliedIndex, CATCH_UP)) {
        return TrialResult.cannotRun(
            "the node did not come to entry "
                + appliedIndex
                + " within "
                + CATCH_UP.toSeconds()
                + " s");
      }
      return tried(request, configure.change());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return TrialResult.cannotRun("the node is stopping");
    } catch (IOException disk) {
      return TrialResult.cannotRun("its files cannot be written: " + disk);
    } catch (RuntimeException unfit) {
      return TrialResult.cannotRun(String.valueOf(unfit.getMessage()));
    }
  }

  private TrialResult tried(Request request, ConfigCommand command)
      throws IOException, InterruptedException {
    Optional<Trial> known = around.registry().read(store -> trial(request, command, store));
    if (known.isEmpty()) {
      return TrialResult.overtaken();
    }
    Trial trial = known.get();
    if (!trial.lacks().isEmpty()) {
      return TrialResult.cannotRun(trial.lacks());
    }
    try (TrialFolder place = TrialFolder.in(folder, around.self())) {
      place.fill(trial.files());
      return told(around.commands().run(program(trial, place)));
    }
  }

  /**
   * What is tried.
   *
   * @param files what each member would see
   * @param lacks why it cannot be tried; empty when it can
   */
  private record Trial(
      GroupId group,
      Revision revision,
      ValidationCommand command,
      SortedMap<NodeId, FileSet> files,
      String lacks) {}

  /** Empty when it is about another configuration than this node knows. */
  private Optional<Trial> trial(Request request, ConfigCommand command, StoreView store) {
    Validation validation = Validation.of(request, command, store).orElse(null);
    GroupRecord group = store.get(Table.GROUPS, command.space().group().value());
    if (validation == null || group == null || !validation.command().equals(command)) {
      return Optional.empty();
    }
    ValidationCommand wanted = validation.trial();
    if (wanted == null) {
      return Optional.empty();
    }
    ConfigView view = new ConfigView(store, command.space());
    Opening opening = KeyRing.opening(around.keys(), store, command.space());
    SortedMap<NodeId, FileSet> files = new TreeMap<>();
    String lacks = "";
    for (GroupMember member : group.spec().members()) {
      TrialFiles.Gathered seen = TrialFiles.of(view, validation.edits(), member.node(), opening);
      lacks = lacks.isEmpty() ? seen.lacks() : lacks;
      files.put(member.node(), seen.files() == null ? FileSet.EMPTY : seen.files());
    }
    Revision next = view.head().revision().next();
    return Optional.of(new Trial(command.space().group(), next, wanted, files, lacks));
  }

  private ProgramRun program(Trial trial, TrialFolder place) {
    SortedMap<String, String> environment = new TreeMap<>();
    environment.put("QUORATE_GROUP", trial.group().value());
    environment.put("QUORATE_NODE", around.self().value());
    environment.put("QUORATE_REVISION", trial.revision().toString());
    environment.put("QUORATE_CONFIG_DIR", place.own().toString());
    return new ProgramRun(
        trial.command().command().line(),
        environment,
        place.own(),
        trial.command().timeout(),
        around.guards().commandMarker(FOLDER, 1));
  }

  private static TrialResult told(CommandResult result) {
    if (result.succeeded()) {
      return new TrialResult(TrialResult.Outcome.ACCEPTED, 0, "");
    }
    String text = lastLines(result.output());
    return switch (result.outcome()) {
      case EXITED -> new TrialResult(TrialResult.Outcome.REFUSED, result.exitCode(), text);
      case TIMED_OUT, NOT_KILLED -> new TrialResult(TrialResult.Outcome.TIMED_OUT, 0, text);
      case NOT_STARTED -> TrialResult.cannotRun(text);
    };
  }

  /** On one line. */
  private static String lastLines(String output) {
    String line = String.join(" | ", output.strip().lines().map(String::strip).toList());
    return line.length() <= SHOWN ? line : "..." + line.substring(line.length() - SHOWN);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
