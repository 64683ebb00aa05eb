package io.quorate.server.facts;

import io.quorate.core.ClockReading;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.declaration.Fact;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.facts.FactAgenda;
import io.quorate.core.facts.FactReport;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.GroupRecord;
import io.quorate.server.guard.GuardStation;
import io.quorate.server.process.AccountName;
import io.quorate.server.process.BoundedCommand;
import io.quorate.server.process.CommandResult;
import io.quorate.server.process.ProgramRun;
import io.quorate.server.registry.AppliedWork;
import io.quorate.server.registry.ChangedGroups;
import io.quorate.server.registry.ReplicatedRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The facts of this node, for all groups of which it is a member. One command runs at a time, on a
 * thread of its own: whoever hangs holds up nothing but other facts, until its limit.
 */
public final class LocalFacts implements AppliedWork {
  private static final Logger LOG = LoggerFactory.getLogger(LocalFacts.class);
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final String MARK = "facts";

  /** How much is told of what a command wrote that failed, in characters. */
  private static final int SHOWN = 200;

  private final Surroundings around;
  private final Path directory;
  private final FactAgenda agenda = new FactAgenda();
  private final Map<GroupId, List<FactReport>> reports = new ConcurrentHashMap<>();
  private final ChangedGroups declared = new ChangedGroups();
  private final Thread thread;

  /**
   * What they need of the node.
   *
   * @param self this node
   * @param registry its copy of the declarations
   * @param clocks of this machine
   * @param different called on another thread when something else is to be told of a group
   * @param commands runs them
   * @param guards marks what belongs to this node, so that a later run finds what was left
   */
  public record Surroundings(
      NodeId self,
      ReplicatedRegistry registry,
      Supplier<ClockReading> clocks,
      Consumer<GroupId> different,
      BoundedCommand commands,
      GuardStation guards) {}

  /**
   * Prepares; nothing is run before {@link #start}.
   *
   * @param directory in which commands run
   */
  public LocalFacts(Surroundings around, Path directory) {
    this.around = around;
    this.directory = directory;
    this.thread = new Thread(this::run, "facts");
    thread.setDaemon(true);
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public void applied(List<Event> events) {
    for (Event event : events) {
      GroupId group = event.group();
      boolean declares =
          event instanceof Event.GroupDeclared || event instanceof Event.GroupDeleted;
      if (declares && group != null) {
        declared.add(group);
      }
    }
  }

  @Override
  public void restored() {
    declared.addAll();
  }

  /** What was found of a group, in the order of its declaration. For any thread. */
  public List<FactReport> reports(GroupId group) {
    return reports.getOrDefault(group, List.of());
  }

  private void run() {
    try {
      while (true) { // ends when it is interrupted
        declared.take(this::all).forEach(this::refresh);
        Optional<FactAgenda.Task> task = agenda.next(around.clocks().get());
        if (task.isPresent()) {
          look(task.get());
        } else {
          Duration rest = agenda.rest(around.clocks().get(), IDLE);
          declared.await(rest.compareTo(IDLE) < 0 ? rest : IDLE);
        }
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** Those that there are, and those that there were. */
  private SortedSet<GroupId> all() {
    SortedSet<GroupId> all = agenda.groups();
    around.registry().groups().forEach(group -> all.add(group.spec().name()));
    return all;
  }

  /** A fault of one group ends the looking for no other. */
  private void refresh(GroupId group) {
    try {
      agenda.declared(group, facts(group));
      show(group);
    } catch (RuntimeException bug) {
      LOG.error("which facts {} has cannot be read", group, bug);
    }
  }

  private List<Fact> facts(GroupId group) {
    return around
        .registry()
        .group(group.value())
        .map(GroupRecord::spec)
        .filter(spec -> spec.hasMember(around.self()))
        .map(GroupSpec::facts)
        .orElse(List.of());
  }

  private void look(FactAgenda.Task task) throws InterruptedException {
    FactReport report = report(task);
    if (agenda.found(task, report, around.clocks().get())) {
      boolean failed = report.outcome() == FactReport.Outcome.FAILED;
      LOG.info(
          "{}: fact {} is {}{}",
          task.group(),
          task.fact(),
          failed ? "not known: " : "",
          report.text());
      show(task.group());
    }
  }

  /** A fault with one costs no other. */
  private FactReport report(FactAgenda.Task task) throws InterruptedException {
    try {
      CommandResult result = around.commands().run(program(task));
      return result.succeeded()
          ? FactReport.read(task.fact(), result.output())
          : FactReport.failed(task.fact(), "its command " + failure(task, result));
    } catch (RuntimeException unfit) {
      LOG.error("fact {} of {} cannot be looked for", task.fact(), task.group(), unfit);
      return FactReport.failed(task.fact(), "its command cannot be run: " + unfit.getMessage());
    }
  }

  private static String failure(FactAgenda.Task task, CommandResult result) {
    return switch (result.outcome()) {
      case EXITED -> result.failure(SHOWN);
      case NOT_STARTED -> "cannot be started: " + result.output();
      // The limit, not how long it took: what is the same each time is told once.
      case TIMED_OUT, NOT_KILLED ->
          "did not end within "
              + task.question().timeout().toMillis()
              + " ms and was killed"
              + result.written(SHOWN);
    };
  }

  private ProgramRun program(FactAgenda.Task task) {
    SortedMap<String, String> environment = new TreeMap<>();
    environment.put("QUORATE_GROUP", task.group().value());
    environment.put("QUORATE_NODE", around.self().value());
    environment.put("QUORATE_FACT", task.fact());
    Fact.Question question = task.question();
    return new ProgramRun(
        question.command().line(),
        environment,
        directory,
        question.timeout(),
        around.guards().commandMarker(MARK, 1),
        new AccountName(question.runAs().user(), question.runAs().group()),
        List.of());
  }

  private void show(GroupId group) {
    List<FactReport> present = agenda.reports(group);
    List<FactReport> before =
        present.isEmpty() ? reports.remove(group) : reports.put(group, present);
    if (!present.equals(before == null ? List.of() : before)) {
      around.different().accept(group);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
