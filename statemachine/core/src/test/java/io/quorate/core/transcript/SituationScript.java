package io.quorate.core.transcript;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import io.quorate.core.config.SyncPause;
import io.quorate.core.declaration.AbsolutePath;
import io.quorate.core.declaration.Delivery;
import io.quorate.core.declaration.FileAccess;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.delivery.DeliveryReport;
import io.quorate.core.facts.FactHolds;
import io.quorate.core.failover.CheckReport;
import io.quorate.core.failover.Eligibility;
import io.quorate.core.failover.Explainer;
import io.quorate.core.failover.FailoverPlanner;
import io.quorate.core.failover.Finding;
import io.quorate.core.failover.Forecast;
import io.quorate.core.failover.Forecaster;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.failover.MemberView;
import io.quorate.core.failover.Situation;
import io.quorate.core.registry.Closure;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.FailedPromotions;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberRecord;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.Operation;
import io.quorate.core.registry.Phase;
import io.quorate.core.registry.RoleRecord;
import io.quorate.core.registry.ServiceRecord;
import io.quorate.core.sync.SyncBlock;
import io.quorate.core.sync.SyncReason;
import io.quorate.core.sync.SyncReasons;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A situation that is set up line by line and kept from block to block, and questions about it:
 * {@code plan}, {@code forecast}, {@code explain}, {@code eligible}, {@code held}, {@code sync
 * head=N paused=WHO}. {@code group} begins a new one, in which both members are well. {@code
 * delivers NAME...} declares what is delivered; {@code delivery NAME REVISION STATE} of a node
 * comes as {@code delivered=NAME:REVISION:STATE[:changed][:missing],...}. Facts are declared by
 * {@link FactLines}; what a node says of them comes as {@code facts=NAME:VALUE,...}, and as {@code
 * NAME:!WHY} when it is not known.
 */
final class SituationScript {
  private static final ClusterTime NEVER = new ClusterTime(0);

  private final Set<Reason> reasons;
  private final Set<SyncReason> syncReasons;
  private final TreeMap<NodeId, MemberRecord> records = new TreeMap<>();
  private final TreeMap<NodeId, MemberView> views = new TreeMap<>();
  private @Nullable GroupSpec spec;
  private @Nullable RoleRecord role;
  private @Nullable Operation operation;
  private GroupRecord.Automation automation = GroupRecord.Automation.RUNNING;
  private ClusterTime now = new ClusterTime(100_000);
  private Situation.LeaseState lease = Situation.LeaseState.MAYBE_ALIVE;
  private Duration leaderFor = Duration.ofMinutes(1);

  /** Adds the reasons that it comes across to the sets. */
  SituationScript(Set<Reason> reasons, Set<SyncReason> syncReasons) {
    this.reasons = reasons;
    this.syncReasons = syncReasons;
  }

  String block(List<String> lines) {
    StringBuilder output = new StringBuilder();
    for (String line : lines) {
      Words words = new Words(line);
      switch (words.at(0)) {
        case "plan" -> plan(output);
        case "forecast" -> forecast(words, output);
        case "explain" -> explain(output);
        case "eligible" -> eligible(output);
        case "sync" -> sync(words, output);
        case "held" -> held(output);
        default -> set(words);
      }
    }
    return output.isEmpty() ? "ok\n" : output.toString();
  }

  private void set(Words words) {
    switch (words.at(0)) {
      case "group" -> group(words);
      case "role" -> role = role(words);
      case "declared" ->
          role = RoleRecord.neverGranted(new ClusterTime(words.number("at", 0)), Epoch.NONE);
      case "operation" -> operation = operation(words);
      case "delivers" -> delivers(words);
      case "fact" -> spec = FactLines.fact(Objects.requireNonNull(spec, "a group"), words);
      case "has" -> spec = FactLines.has(Objects.requireNonNull(spec, "a group"), words);
      case "paused" -> automation = GroupRecord.Automation.PAUSED;
      case "lease" -> lease = Situation.LeaseState.valueOf(words.at(1));
      case "leader" -> leaderFor = words.time("for", Duration.ZERO);
      case "at" -> now = new ClusterTime(Long.parseLong(words.at(1)));
      case "node" -> node(words);
      default -> throw new IllegalArgumentException("unknown line: " + words.at(0));
    }
  }

  private void group(Words words) {
    GroupSpec begun = Specs.of("g", words);
    spec = begun;
    operation = null;
    automation = GroupRecord.Automation.RUNNING;
    lease = Situation.LeaseState.MAYBE_ALIVE;
    leaderFor = Duration.ofMinutes(1);
    now = new ClusterTime(100_000);
    role = RoleRecord.neverGranted(NEVER, Epoch.NONE);
    records.clear();
    views.clear();
    for (GroupMember member : begun.members()) {
      node(new Words("node " + member.node() + " online"));
    }
  }

  private RoleRecord role(Words words) {
    Phase phase = Phase.valueOf(words.at(1));
    return new RoleRecord(
        new Epoch(words.number("epoch", 3)),
        phase,
        words.has("node") ? new NodeId(words.get("node")) : null,
        Closure.valueOf(words.get("closure", "OPEN")),
        Duration.ofMillis(1_800),
        Duration.ofMillis(500),
        new ClusterTime(words.number("since", 90_000)));
  }

  private static Operation operation(Words words) {
    return new Operation(
        Operation.Kind.valueOf(words.at(1)),
        Operation.Step.valueOf(words.at(2)),
        new NodeId(words.get("from")),
        words.has("to") ? new NodeId(words.get("to")) : null,
        new ClusterTime(90_000),
        new ClusterTime(95_000),
        new ClusterTime(words.number("deadline", 200_000)),
        "ann",
        words.get("cause", "asked"));
  }

  private void node(Words words) {
    NodeId id = new NodeId(words.at(1));
    MemberView.Presence presence =
        MemberView.Presence.valueOf(words.at(2).toUpperCase(Locale.ROOT));
    MemberReport report = words.get("report", "").equals("none") ? null : report(words);
    views.put(
        id,
        new MemberView(
            presence,
            words.time("silent", Duration.ZERO),
            presence == MemberView.Presence.UNKNOWN ? null : report,
            words.time("well", Duration.ZERO)));
    records.put(
        id,
        new MemberRecord(
            MemberState.valueOf(words.get("recorded", words.get("state", "STANDBY"))),
            words.get("noted", words.get("cause", "")),
            new ClusterTime(50_000),
            new FailedPromotions(
                (int) words.number("failures", 0),
                new ClusterTime(words.number("notbefore", 0)),
                words.get("failure", words.get("cause", "")))));
  }

  private static MemberReport report(Words words) {
    return new MemberReport(
        new Epoch(words.number("epoch", 0)),
        MemberState.valueOf(words.get("state", "STANDBY")),
        words.get("cause", ""),
        new Epoch(words.number("released", 0)),
        new Epoch(words.number("failed", 0)),
        MemberReport.Quiescing.valueOf(words.get("quiescing", "NO")),
        MemberReport.Fitness.valueOf(words.get("fitness", "FIT")),
        new Revision(1),
        words.list("failing").stream()
            .map(
                name ->
                    new CheckReport(
                        name, CheckReport.Result.FAILING, CheckReport.Severity.CRITICAL, ""))
            .toList(),
        List.of(),
        words.list("delivered").stream().map(SituationScript::delivery).toList(),
        words.list("facts").stream().map(FactLines::report).toList());
  }

  private static DeliveryReport delivery(String text) {
    String[] parts = text.split(":", -1);
    DeliveryReport.State state = DeliveryReport.State.valueOf(parts[2]);
    List<String> marks = List.of(parts).subList(3, parts.length);
    return new DeliveryReport(
        parts[0],
        new Revision(Long.parseLong(parts[1])),
        state,
        state.needsHelp() || state == DeliveryReport.State.HELD ? "as the node tells" : "",
        marks.contains("changed")
            ? DeliveryReport.Files.CHANGED_BY_HAND
            : DeliveryReport.Files.AS_WRITTEN,
        marks.contains("missing")
            ? DeliveryReport.Secrets.MISSING
            : DeliveryReport.Secrets.NONE_MISSING);
  }

  /** Declares folders of these names. */
  private void delivers(Words words) {
    GroupSpec before = Objects.requireNonNull(spec, "a group");
    List<Delivery> deliveries =
        words.from(1).stream()
            .map(
                name ->
                    new Delivery(
                        name,
                        new Delivery.Folder(new AbsolutePath("/srv/" + name), List.of()),
                        FileAccess.DEFAULT,
                        null))
            .toList();
    spec = before.delivering(deliveries);
  }

  private void sync(Words words, StringBuilder output) {
    SyncPause paused =
        words.has("paused")
            ? new SyncPause(words.get("paused"), new ClusterTime(5_000), words.get("reason", ""))
            : null;
    List<SyncBlock> blocks =
        SyncReasons.of(situation(), new Revision(words.number("head", 0)), paused);
    for (SyncBlock block : blocks) {
      output.append(block.node()).append(' ').append(block.reason());
      output.append(block.reason().needsHelp() ? " (for people)" : "").append(": ");
      output.append(block.message()).append("; ").append(block.remedy()).append('\n');
      syncReasons.add(block.reason());
    }
    if (blocks.isEmpty()) {
      output.append("nothing is in the way\n");
    }
  }

  private void held(StringBuilder output) {
    Situation situation = situation();
    GroupSpec declared = situation.group().spec();
    FactHolds holds = new FactHolds(declared, situation.facts(), situation.group().role().holder());
    for (GroupMember member : declared.members()) {
      String reason = holds.on(member.node());
      output.append(member.node()).append(reason.isEmpty() ? " is not held\n" : " is held: ");
      output.append(reason.isEmpty() ? "" : reason + '\n');
    }
  }

  private Situation situation() {
    GroupRecord group =
        new GroupRecord(
            Objects.requireNonNull(spec, "a group"),
            new Revision(1),
            Objects.requireNonNull(role, "a role"),
            automation,
            operation,
            records,
            ServiceRecord.never(NEVER));
    return new Situation(group.observed(now), now, lease, views, leaderFor);
  }

  private void plan(StringBuilder output) {
    List<Command> plan = FailoverPlanner.plan(situation());
    plan.forEach(command -> output.append(Words.of((Record) command)).append('\n'));
    if (plan.isEmpty()) {
      output.append("nothing\n");
    }
  }

  private void forecast(Words words, StringBuilder output) {
    NodeId leader = words.has("leader") ? new NodeId(words.get("leader")) : null;
    Forecast forecast =
        Forecaster.forecast(situation(), new Forecaster.Cluster(leader, Duration.ofMillis(900)));
    output.append(forecast.active()).append(" -> ").append(forecast.successor());
    output.append(" within ").append(forecast.bound().toMillis()).append("ms");
    output
        .append(
            forecast.election().isZero()
                ? ""
                : " after an election of " + forecast.election().toMillis() + "ms")
        .append('\n');
    for (Forecast.TimeTerm term : forecast.terms()) {
      output.append("  ").append(term.duration().toMillis()).append("ms ").append(term.name());
      output.append(": ").append(term.meaning()).append('\n');
    }
    forecast.obstacles().forEach(obstacle -> tell(obstacle, output));
  }

  private void explain(StringBuilder output) {
    for (Finding finding : Explainer.explain(situation())) {
      for (Reason reason : Reason.values()) {
        if (reason.name().equals(finding.reason())) {
          reasons.add(reason);
        }
      }
      String remedy = finding.remedy().isEmpty() ? "" : "; " + finding.remedy();
      output.append(finding.reason()).append(": ").append(finding.message()).append(remedy);
      output.append('\n');
    }
  }

  private void eligible(StringBuilder output) {
    for (NodeId node : views.keySet()) {
      List<Refusal> against = Eligibility.against(situation(), node);
      output.append(node).append(against.isEmpty() ? " is eligible\n" : " is not\n");
      against.forEach(refusal -> tell(refusal, output));
    }
  }

  private void tell(Refusal refusal, StringBuilder output) {
    reasons.add(refusal.reason());
    output.append("  ").append(Words.of(refusal)).append('\n');
  }
}
