package io.quorate.server.api;

import io.quorate.core.GroupId;
import io.quorate.core.Names;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Read;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.Resource;
import io.quorate.core.registry.Answer;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.Preview;
import io.quorate.core.registry.Request;
import io.quorate.replica.declaration.GroupMessages;
import io.quorate.server.leader.LeaderLoop;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.wire.WireFields;
import io.quorate.v1.ApplyGroupRequest;
import io.quorate.v1.ApplyGroupResponse;
import io.quorate.v1.DeleteGroupRequest;
import io.quorate.v1.DeleteGroupResponse;
import io.quorate.v1.MoveValues;
import io.quorate.v1.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;

/** Creating, changing and deleting groups, on the leader. */
final class Declarations {
  private final ReplicatedRegistry registry;
  private final LeaderLoop leader;
  private final SortedMap<NodeId, NodeKind> nodes;
  private final int maxGroups;

  /**
   * On one node.
   *
   * @param nodes of the cluster
   * @param maxGroups that this node, while it leads, lets be created
   */
  Declarations(
      ReplicatedRegistry registry,
      LeaderLoop leader,
      SortedMap<NodeId, NodeKind> nodes,
      int maxGroups) {
    this.registry = registry;
    this.leader = leader;
    this.nodes = nodes;
    this.maxGroups = maxGroups;
  }

  CompletableFuture<ApplyGroupResponse> apply(ApplyGroupRequest request) {
    List<Refusal> refusals = new ArrayList<>(Callers.refusals(request.getCaller()));
    WireFields fields = new WireFields();
    Revision basedOn =
        request.hasBasedOn() ? fields.revision("based_on", request.getBasedOn()) : null;
    Command.ApplyGroup.Move move = request.hasMove() ? move(fields, request.getMove()) : null;
    refusals.addAll(fields.refusals());
    Read<GroupSpec> read = GroupMessages.read(request.getSpec(), nodes);
    refusals.addAll(read.refusals());
    refusals.addAll(tooMany(request.getSpec().getName()));
    GroupSpec spec = read.value();
    if (spec == null || !refusals.isEmpty()) {
      return CompletableFuture.failedFuture(Refused.of(refusals));
    }
    Request command =
        Callers.request(request.getCaller(), new Command.ApplyGroup(spec, basedOn, move), request);
    CompletableFuture<Decision> decision =
        request.getDryRun()
            ? CompletableFuture.completedFuture(registry.read(store -> Preview.of(command, store)))
            : leader.propose(command);
    return decision
        .thenCompose(Decided::accepted)
        .thenApply(accepted -> response(spec, accepted.answer()));
  }

  private static Command.ApplyGroup.Move move(WireFields fields, MoveValues move) {
    String from = move.getFrom();
    return new Command.ApplyGroup.Move(from.isEmpty() ? null : fields.node("move.from", from));
  }

  private List<Refusal> tooMany(String name) {
    boolean known = registry.group(name).isPresent();
    int groups = known ? 0 : registry.groups().size();
    return groups < maxGroups
        ? List.of()
        : List.of(
            Refusal.of(
                Reason.LIMIT_EXCEEDED,
                "there are " + groups + " groups, and the node file of the leader allows no more",
                "delete one, or raise limits.max_groups on all nodes"));
  }

  private static ApplyGroupResponse response(GroupSpec spec, Answer answer) {
    ApplyGroupResponse.Result result =
        switch (answer.change()) {
          case CREATED -> ApplyGroupResponse.Result.CREATED;
          case CHANGED -> ApplyGroupResponse.Result.CHANGED;
          case NONE -> ApplyGroupResponse.Result.UNCHANGED;
        };
    return ApplyGroupResponse.newBuilder()
        .setRevision(answer.revision().value())
        .setResult(result)
        .addAllWarnings(warnings(spec))
        .build();
  }

  private static List<Notice> warnings(GroupSpec spec) {
    List<Notice> warnings = new ArrayList<>();
    if (spec.members().size() == 1) {
      warnings.add(
          StatusMessages.notice(
              "SINGLE_MEMBER", spec.name() + " has one member: nobody could take over", "add one"));
    }
    boolean guarded = spec.resources().stream().anyMatch(Resource::guarded);
    if (!guarded && !spec.resources().isEmpty()) {
      warnings.add(
          StatusMessages.notice(
              "NOT_GUARDED",
              spec.name() + " has hooks only: no guard stops what they started when the agent dies",
              "let a service do the work, or read the epoch of the role file on your data path"));
    }
    return warnings;
  }

  CompletableFuture<DeleteGroupResponse> delete(DeleteGroupRequest request) {
    List<Refusal> refusals = new ArrayList<>(Callers.refusals(request.getCaller()));
    WireFields fields = new WireFields();
    Revision basedOn =
        request.hasBasedOn() ? fields.revision("based_on", request.getBasedOn()) : null;
    refusals.addAll(fields.refusals());
    if (!Names.wellFormed(request.getName())) {
      refusals.addAll(GroupReads.unknown(request.getName()));
    }
    if (!refusals.isEmpty()) {
      return CompletableFuture.failedFuture(Refused.of(refusals));
    }
    Command command = new Command.DeleteGroup(new GroupId(request.getName()), basedOn);
    return leader
        .propose(Callers.request(request.getCaller(), command, request))
        .thenCompose(Decided::accepted)
        .thenApply(accepted -> DeleteGroupResponse.getDefaultInstance());
  }
}
