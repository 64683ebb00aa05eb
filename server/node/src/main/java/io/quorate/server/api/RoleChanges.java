package io.quorate.server.api;

import com.google.protobuf.Message;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.Names;
import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.declaration.DurationRange;
import io.quorate.core.failover.Eligibility;
import io.quorate.core.failover.FailoverPlanner;
import io.quorate.core.failover.MemberView;
import io.quorate.core.failover.Situation;
import io.quorate.core.failover.Succession;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Operation;
import io.quorate.server.leader.LeaderLoop;
import io.quorate.server.registry.ProposalFailedException;
import io.quorate.server.wire.WireFields;
import io.quorate.v1.Caller;
import io.quorate.v1.FailoverRequest;
import io.quorate.v1.FailoverResponse;
import io.quorate.v1.PauseRequest;
import io.quorate.v1.ResumeRequest;
import io.quorate.v1.SwitchoverRequest;
import io.quorate.v1.SwitchoverResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

/** What operators ask for: switchover, forced failover, pause and resume, on the leader. */
final class RoleChanges {
  private static final Duration MIN_TIMEOUT = Duration.ofSeconds(1);

  /** Longer than any resource may take; zero stands for the default. */
  private static final DurationRange TIMEOUT = new DurationRange(Duration.ZERO, Duration.ofDays(7));

  /** Against a named target: what the registry cannot know, and an operator cannot wave away. */
  private static final Set<Reason> BLOCKS_FORCE =
      Set.of(Reason.NODE_OFFLINE, Reason.NODE_NOT_CLEAN, Reason.NODE_LEAVING, Reason.NOT_A_MEMBER);

  private final Proposing proposing;
  private final LeaderLoop leader;
  private final LeaderViews views;

  RoleChanges(Proposing proposing, LeaderLoop leader, LeaderViews views) {
    this.proposing = proposing;
    this.leader = leader;
    this.views = views;
  }

  CompletableFuture<SwitchoverResponse> switchover(SwitchoverRequest request) {
    WireFields fields = new WireFields();
    Asked asked =
        new Asked(
            request,
            request.getCaller(),
            request.getGroup(),
            request.getTo(),
            fields.text("reason", request.getReason()));
    Duration timeout = fields.duration("timeout", request.getTimeout(), TIMEOUT);
    if (!timeout.isZero() && timeout.compareTo(MIN_TIMEOUT) < 0) {
      fields.invalid(
          "timeout",
          "no change of the active is over within " + timeout.toMillis() + " ms",
          "give " + MIN_TIMEOUT.toMillis() + " ms or more, or none");
    }
    return situated(
        asked,
        fields,
        situation ->
            tooNew(situation, candidates(asked, situation))
                .map(CompletableFuture::<SwitchoverResponse>failedFuture)
                .orElseGet(() -> switchover(asked, timeout, situation)));
  }

  /** Who may be meant: whoever is named, else all that do not hold the role. */
  private static Stream<NodeId> candidates(Asked asked, Situation situation) {
    return asked.node().isEmpty()
        ? situation.members().keySet().stream()
            .filter(node -> !situation.group().role().heldBy(node))
        : Stream.of(new NodeId(asked.node()));
  }

  private CompletableFuture<SwitchoverResponse> switchover(
      Asked request, Duration asked, Situation situation) {
    GroupRecord group = situation.group();
    NodeId to =
        request.node().isEmpty()
            ? Succession.bestExceptHolder(situation).orElse(null)
            : new NodeId(request.node());
    if (to == null) {
      return CompletableFuture.failedFuture(Refused.of(nobody(situation)));
    }
    Duration limit = asked.isZero() ? FailoverPlanner.operationLimit(group) : asked;
    Command command =
        new Command.StartOperation(
            group.spec().name(),
            group.role().epoch(),
            Operation.Kind.SWITCHOVER,
            to,
            situation.now().plus(limit),
            request.words().isBlank() ? "an operator asked" : request.words());
    List<Refusal> against =
        group.role().heldBy(to) ? List.of() : except(situation, to, Set.of(Reason.NODE_FAILED));
    return proposing
        .propose(Callers.request(request.caller(), command, request.message()), against)
        .thenApply(accepted -> begun(group, to, accepted));
  }

  /** The change as it was begun: by the time that this is said it may be over. */
  private static SwitchoverResponse begun(
      GroupRecord before, NodeId to, Decision.Accepted accepted) {
    NodeId from = before.role().node();
    io.quorate.v1.Operation operation =
        accepted.events().stream()
            .filter(Event.OperationStarted.class::isInstance)
            .map(event -> StatusMessages.operation(((Event.OperationStarted) event).operation()))
            .findFirst()
            .orElseGet(
                () ->
                    // The same request came before.
                    io.quorate.v1.Operation.newBuilder()
                        .setKind(io.quorate.v1.Operation.Kind.SWITCHOVER)
                        .setFrom(from == null ? "" : from.value())
                        .setTo(to.value())
                        .build());
    return SwitchoverResponse.newBuilder()
        .setEpoch(accepted.answer().epoch().value())
        .setOperation(operation)
        .build();
  }

  CompletableFuture<FailoverResponse> failover(FailoverRequest request) {
    WireFields fields = new WireFields();
    Asked asked =
        new Asked(
            request,
            request.getCaller(),
            request.getGroup(),
            request.getTo(),
            fields.text("fenced_by", request.getFencedBy()));
    if (request.getTo().isEmpty()) {
      fields.invalid("to", "no node is named", "say which with --to");
    }
    // Of all: whether the holder is alive counts too.
    return situated(
        asked,
        fields,
        situation ->
            tooNew(situation, situation.members().keySet().stream())
                .map(CompletableFuture::<FailoverResponse>failedFuture)
                .orElseGet(() -> failover(asked, situation)));
  }

  private CompletableFuture<FailoverResponse> failover(Asked request, Situation situation) {
    GroupRecord group = situation.group();
    NodeId to = new NodeId(request.node());
    List<Refusal> against = new ArrayList<>();
    MemberView holder = situation.holder();
    if (holder != null
        && holder.presence() != MemberView.Presence.OFFLINE
        && !group.role().heldBy(to)) {
      against.add(
          Refusal.of(
              Reason.HOLDER_IS_ALIVE,
              group.role().node()
                  + " holds epoch "
                  + group.role().epoch()
                  + " and was heard from "
                  + holder.silent().toMillis()
                  + " ms ago",
              "quorate switchover " + group.spec().name() + " --to " + to));
    }
    Eligibility.against(situation, to).stream()
        .filter(refusal -> BLOCKS_FORCE.contains(refusal.reason()))
        .filter(refusal -> !group.role().heldBy(to))
        .forEach(against::add);
    Epoch epoch = group.role().epoch();
    Command command = new Command.ForceRole(group.spec().name(), epoch, to, request.words());
    return proposing
        .propose(Callers.request(request.caller(), command, request.message()), against)
        .thenApply(
            accepted ->
                FailoverResponse.newBuilder().setEpoch(accepted.answer().epoch().value()).build());
  }

  CompletableFuture<List<String>> pause(PauseRequest request) {
    return automation(
        request,
        request.getCaller(),
        request.getGroup(),
        GroupRecord.Automation.PAUSED,
        request.getReason());
  }

  CompletableFuture<List<String>> resume(ResumeRequest request) {
    return automation(
        request, request.getCaller(), request.getGroup(), GroupRecord.Automation.RUNNING, "");
  }

  private CompletableFuture<List<String>> automation(
      Message asked,
      Caller caller,
      String group,
      GroupRecord.Automation automation,
      String reason) {
    List<Refusal> refusals = new ArrayList<>(Callers.refusals(caller));
    WireFields fields = new WireFields();
    String cause = fields.text("reason", reason);
    refusals.addAll(fields.refusals());
    if (!group.isEmpty() && !Names.wellFormed(group)) {
      refusals.addAll(GroupReads.unknown(group));
    }
    if (!refusals.isEmpty()) {
      return CompletableFuture.failedFuture(Refused.of(refusals));
    }
    Command command =
        new Command.SetAutomation(group.isEmpty() ? null : new GroupId(group), automation, cause);
    return leader
        .propose(Callers.request(caller, command, asked))
        .thenCompose(Decided::accepted)
        .thenApply(accepted -> accepted.answer().groups().stream().map(GroupId::value).toList());
  }

  /**
   * What an operator asks for.
   *
   * @param node may be empty
   * @param words on one line
   */
  private record Asked(Message message, Caller caller, String group, String node, String words) {}

  private <A> CompletableFuture<A> situated(
      Asked asked, WireFields fields, Function<Situation, CompletableFuture<A>> then) {
    List<Refusal> refusals = new ArrayList<>(Callers.refusals(asked.caller()));
    refusals.addAll(fields.refusals());
    String node = asked.node();
    String group = asked.group();
    if (!node.isEmpty() && !Names.wellFormed(node)) {
      refusals.add(
          new Refusal(
              Reason.UNKNOWN_NODE, "'" + node + "' is not a node", "see: quorate status", "to"));
    }
    if (!refusals.isEmpty()) {
      return CompletableFuture.failedFuture(Refused.of(refusals));
    }
    return views
        .present()
        .thenCompose(
            known ->
                known
                    .named(group)
                    .map(record -> then.apply(known.situation(record)))
                    .orElseGet(
                        () ->
                            CompletableFuture.failedFuture(Refused.of(GroupReads.unknown(group)))));
  }

  /**
   * Why nothing can be said yet: the leader is too new to know of these nodes. Whoever asks then
   * tries again.
   */
  private static Optional<ProposalFailedException> tooNew(
      Situation situation, Stream<NodeId> nodes) {
    List<String> unheard = nodes.filter(situation::tooNewFor).map(NodeId::value).toList();
    return unheard.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ProposalFailedException(
                ProposalFailedException.Kind.NOT_LEADER,
                "it has led for "
                    + situation.leaderFor().toMillis()
                    + " ms and knows nothing yet of "
                    + String.join(", ", unheard)));
  }

  private static List<Refusal> except(Situation situation, NodeId node, Set<Reason> ignored) {
    return Eligibility.against(situation, node).stream()
        .filter(refusal -> !ignored.contains(refusal.reason()))
        .toList();
  }

  private static List<Refusal> nobody(Situation situation) {
    List<Refusal> reasons = new ArrayList<>();
    reasons.add(
        Refusal.of(
            Reason.NO_ELIGIBLE_STANDBY,
            "no other member of " + situation.group().spec().name() + " may take over now",
            "mend what is said of each"));
    for (NodeId node : situation.members().keySet()) {
      if (!situation.group().role().heldBy(node)) {
        reasons.addAll(Eligibility.against(situation, node));
      }
    }
    return reasons;
  }
}
