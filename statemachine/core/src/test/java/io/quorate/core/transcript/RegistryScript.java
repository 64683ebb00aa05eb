package io.quorate.core.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.FeatureLevel;
import io.quorate.core.Fingerprint;
import io.quorate.core.GroupId;
import io.quorate.core.Intent;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.RequestId;
import io.quorate.core.Revision;
import io.quorate.core.SessionId;
import io.quorate.core.SessionStep;
import io.quorate.core.Term;
import io.quorate.core.failover.NotServed;
import io.quorate.core.image.RegistryImage;
import io.quorate.core.journal.Journal;
import io.quorate.core.journal.JournalEntry;
import io.quorate.core.registry.ClosedEpoch;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.EntryContext;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.NodeRecord;
import io.quorate.core.registry.Operation;
import io.quorate.core.registry.Registry;
import io.quorate.core.registry.Request;
import io.quorate.core.registry.ServiceRecord;
import io.quorate.core.store.InMemoryStore;
import io.quorate.core.store.Row;
import io.quorate.core.store.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A registry that is told what to do line by line. The lines of a block are one log entry. Words
 * that every command knows: {@code by}, {@code id} or {@code session} and {@code seq}, {@code asks}
 * (a fingerprint), {@code decided} (a term). {@code log term=N at=MILLIS} sets where the log
 * stands; otherwise each entry is stamped a second after the last. {@code repeat N} gives the entry
 * N times, {@code crowd N} has the lines N times in the entry; {@code seq=M..N} stands for a write
 * with each of these sequences, all in one entry. Of all three the last is told.
 */
final class RegistryScript {
  private final InMemoryStore store = new InMemoryStore();
  private RegistryImage image = RegistryImage.EMPTY;
  private final Set<Class<?>> commands;
  private final Set<Reason> reasons;
  private long term = 1;
  private long index;
  private long stamp;

  /** Adds the commands and the reasons that it comes across to the two sets. */
  RegistryScript(Set<Class<?>> commands, Set<Reason> reasons) {
    this.commands = commands;
    this.reasons = reasons;
  }

  String block(List<String> lines) {
    StringBuilder output = new StringBuilder();
    List<Request> requests = new ArrayList<>();
    int times = 1;
    int crowd = 1;
    int told = 0;
    for (String line : lines) {
      Words words = new Words(line);
      switch (words.at(0)) {
        case "log" -> {
          term = words.number("term", term);
          stamp = words.number("at", stamp + 1_000) - 1_000;
        }
        case "repeat" -> times = Integer.parseInt(words.at(1));
        case "crowd" -> crowd = Integer.parseInt(words.at(1));
        case "history" -> history(words, output);
        case "rows" -> rows(words, output);
        case "service" -> service(words, output);
        case "read" -> read(words, output);
        case "watch" -> reasons.addAll(WatchScript.watch(words, store, output));
        case "secrets" -> SecretScript.secrets(store, output);
        case "entries" -> RuntimeScript.entries(words, store, output);
        default -> {
          requests.addAll(requests(line));
          told++;
        }
      }
    }
    for (int i = 1; i <= times && !requests.isEmpty(); i++) {
      List<Decision> decisions = apply(crowded(requests, crowd));
      if (i == times) {
        tell(decisions.subList(decisions.size() - told, decisions.size()), output);
      }
    }
    return output.isEmpty() ? "ok\n" : output.toString();
  }

  private static List<Request> crowded(List<Request> requests, int times) {
    List<Request> all = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      all.addAll(requests);
    }
    return all;
  }

  private List<Decision> apply(List<Request> requests) {
    index++;
    stamp += 1_000;
    List<Decision> decisions =
        Registry.apply(
            new EntryContext(new Term(term), index, new ClusterTime(stamp)), requests, store);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      if (decisions.get(i) instanceof Decision.Accepted accepted) {
        assertThat(accepted.events())
            .as(requests.get(i).toString())
            .hasSizeLessThanOrEqualTo(requests.get(i).command().maxEvents());
        events.addAll(accepted.events());
      }
    }
    image = image.after(index, events, store);
    assertThat(image).isEqualTo(RegistryImage.of(index, store));
    return decisions;
  }

  private List<Request> requests(String line) {
    Words words = new Words(line);
    String[] range = words.get("seq", "").split("\\.\\.", 2);
    List<Request> requests = new ArrayList<>();
    if (range.length < 2) {
      requests.add(request(words));
    } else {
      for (int at = Integer.parseInt(range[0]); at <= Integer.parseInt(range[1]); at++) {
        requests.add(request(new Words(line.replace(String.join("..", range), "" + at))));
      }
    }
    return requests;
  }

  private Request request(Words words) {
    Command command = command(words);
    commands.add(command.getClass());
    if (command instanceof Command.Configure configure) {
      commands.add(configure.change().getClass());
    }
    if (command instanceof Command.KeepSecrets secrets) {
      commands.add(secrets.change().getClass());
    }
    if (command instanceof Command.ChangeSeat seat) {
      commands.add(seat.change().getClass());
    }
    if (command instanceof Command.ChangeRevocation revocation) {
      commands.add(revocation.change().getClass());
    }
    return new Request(
        command,
        words.get("by", words.has("session") ? "" : "planner"),
        intent(words),
        decidedIn(command, words),
        new Fingerprint(words.get("asks", "")));
  }

  private static @Nullable Intent intent(Words words) {
    if (words.has("session")) {
      return new SessionStep(new SessionId(words.number("session", 0)), words.number("seq", 0));
    }
    return words.has("id") ? new RequestId(words.get("id")) : null;
  }

  /** A leader adds its term to what closes an epoch; {@code decided=0} leaves it out. */
  private @Nullable Term decidedIn(Command command, Words words) {
    long decided = words.number("decided", ClosedEpoch.of(command).isPresent() ? term : 0);
    return decided == 0 ? null : new Term(decided);
  }

  private Command command(Words words) {
    String verb = words.at(0);
    if (verb.equals("define")) {
      return new Command.DefineCluster(words.at(1), nodes(words));
    }
    if (verb.equals("pause") || verb.equals("resume")) {
      boolean pause = verb.equals("pause");
      return new Command.SetAutomation(
          words.from(1).isEmpty() ? null : new GroupId(words.at(1)),
          pause ? GroupRecord.Automation.PAUSED : GroupRecord.Automation.RUNNING,
          words.get("cause", ""));
    }
    if (verb.equals("open")) {
      return new Command.OpenSession();
    }
    if (verb.equals("end")) {
      return new Command.EndSession(new SessionId(Long.parseLong(words.at(1))));
    }
    if (verb.equals("raise")) {
      return new Command.RaiseFeatureLevel(new FeatureLevel(Integer.parseInt(words.at(1))));
    }
    if (Set.of("write", "rollback", "settle", "candidate", "sync").contains(verb)) {
      return new Command.Configure(ConfigScript.of(words));
    }
    if (verb.equals("secret")) {
      return new Command.KeepSecrets(SecretScript.of(words));
    }
    if (verb.equals("seat")) {
      return new Command.ChangeSeat(SeatScript.of(words));
    }
    if (verb.equals("revoke") || verb.equals("reinstate")) {
      return new Command.ChangeRevocation(RevocationScript.of(words));
    }
    if (RuntimeScript.VERBS.contains(verb)) {
      return RuntimeScript.of(words);
    }
    if (verb.equals("apply")) {
      return new Command.ApplyGroup(Specs.of(words.at(1), words), basedOn(words), move(words));
    }
    GroupId group = new GroupId(words.at(1));
    return verb.equals("delete")
        ? new Command.DeleteGroup(group, basedOn(words))
        : ofRole(verb, group, words);
  }

  private static Command.ApplyGroup.@Nullable Move move(Words words) {
    if (!words.has("move")) {
      return null;
    }
    String from = words.get("move");
    return new Command.ApplyGroup.Move(from.isEmpty() ? null : new NodeId(from));
  }

  private Command ofRole(String verb, GroupId group, Words words) {
    Epoch epoch = new Epoch(words.number("epoch", 0));
    String cause = words.get("cause", "");
    return switch (verb) {
      case "grant" -> new Command.GrantRole(group, epoch, node(words, "to"), cause);
      case "confirm" -> new Command.ConfirmPromotion(group, epoch, node(words, "node"));
      case "release" ->
          new Command.ReleaseRole(group, epoch, node(words, "node"), outcome(words), cause);
      case "expire" -> new Command.ExpireRole(group, epoch, cause);
      case "force" ->
          new Command.ForceRole(group, epoch, node(words, "to"), words.get("fenced", ""));
      case "start" -> start(group, epoch, words);
      case "advance" -> new Command.AdvanceOperation(group, epoch);
      case "cancel" -> new Command.CancelOperation(group, epoch, cause);
      case "member" ->
          new Command.RecordMember(
              group, node(words, "node"), MemberState.valueOf(words.get("state")), cause);
      default -> throw new IllegalArgumentException("unknown command: " + verb);
    };
  }

  private Command start(GroupId group, Epoch epoch, Words words) {
    return new Command.StartOperation(
        group,
        epoch,
        Operation.Kind.valueOf(words.get("kind", "switchover").toUpperCase(Locale.ROOT)),
        node(words, "to"),
        new ClusterTime(words.number("deadline", stamp + 60_000)),
        words.get("cause", ""));
  }

  private static Command.ReleaseRole.Outcome outcome(Words words) {
    return words.get("outcome", "stopped").equals("failed")
        ? Command.ReleaseRole.Outcome.PROMOTION_FAILED
        : Command.ReleaseRole.Outcome.STOPPED;
  }

  private static NodeId node(Words words, String name) {
    return new NodeId(words.get(name));
  }

  private static @Nullable Revision basedOn(Words words) {
    return words.has("based") ? new Revision(words.number("based", 0)) : null;
  }

  private static List<NodeRecord> nodes(Words words) {
    List<NodeRecord> nodes = new ArrayList<>();
    for (String node : words.from(2)) {
      String[] parts = node.split(":", 2);
      nodes.add(
          new NodeRecord(
              new NodeId(parts[0]), NodeKind.valueOf(parts[1].toUpperCase(Locale.ROOT))));
    }
    return nodes;
  }

  private void tell(List<Decision> decisions, StringBuilder output) {
    for (Decision decision : decisions) {
      if (decision instanceof Decision.Accepted accepted) {
        accepted.events().forEach(event -> output.append(Words.of((Record) event)).append('\n'));
        output.append("-> ").append(Words.of(accepted.answer())).append('\n');
      } else if (decision instanceof Decision.Rejected rejected) {
        rejected.refusals().forEach(refusal -> reasons.add(refusal.reason()));
        rejected
            .refusals()
            .forEach(refusal -> output.append("REFUSED ").append(Words.of(refusal)).append('\n'));
      }
    }
    groups(output);
  }

  /** What a declaration is refused for before the registry is asked, as words that do not fit. */
  private void read(Words words, StringBuilder output) {
    for (Refusal refusal : Specs.read(words.at(1), words).refusals()) {
      reasons.add(refusal.reason());
      output.append("UNREADABLE ").append(Words.of(refusal)).append('\n');
    }
  }

  private void groups(StringBuilder output) {
    for (Row<GroupRecord> row : store.range(Table.GROUPS, "", "~", 100)) {
      GroupRecord group = row.value();
      output.append(row.key()).append(": ").append(group.role().phase());
      output.append(" epoch=").append(group.role().epoch());
      output.append(" node=").append(group.role().node() == null ? "-" : group.role().node());
      output.append(" ").append(group.role().closure()).append(' ').append(group.automation());
      Operation operation = group.operation();
      if (operation != null) {
        output.append(' ').append(operation.kind()).append('/').append(operation.step());
        output.append(' ').append(operation.from()).append("->").append(operation.to());
      }
      group
          .members()
          .forEach(
              (node, member) -> {
                output.append(' ').append(node).append('=').append(member.state());
                if (member.failed().count() > 0) {
                  output.append("(failed ").append(member.failed().count());
                  output
                      .append(", not before ")
                      .append(member.failed().notBefore().millis())
                      .append(')');
                }
              });
      output.append('\n');
    }
  }

  private void history(Words words, StringBuilder output) {
    int limit = (int) words.number("last", 20);
    List<JournalEntry> entries =
        words.from(1).isEmpty()
            ? Journal.newest(store, Long.MAX_VALUE, limit)
            : Journal.newest(store, new GroupId(words.at(1)), Long.MAX_VALUE, limit);
    for (JournalEntry entry : entries) {
      output.append(entry.at().millis()).append(' ').append(entry.sequence());
      output.append(' ').append(entry.event()).append(" epoch=").append(entry.epoch());
      output.append(" node=").append(entry.node()).append(" by=").append(entry.actor());
      output.append(" took=").append(entry.took().toMillis()).append("ms ").append(entry.cause());
      output.append('\n');
    }
  }

  private void service(Words words, StringBuilder output) {
    GroupRecord group =
        Objects.requireNonNull(store.get(Table.GROUPS, words.at(1)), "a group of this name");
    ServiceRecord service = group.service();
    output.append(service.state()).append(" since ").append(service.since().millis());
    output.append(", interruptions ").append(service.interruptions());
    output.append(", the last took ").append(service.last().toMillis()).append("ms");
    String why = NotServed.why(group);
    output.append(why.isEmpty() ? "" : ": " + why).append('\n');
  }

  private void rows(Words words, StringBuilder output) {
    for (Table<?> table : Table.ALL) {
      if (words.from(1).contains(table.name())) {
        output.append(table.name()).append(": ").append(store.size(table)).append('\n');
      }
    }
  }
}
