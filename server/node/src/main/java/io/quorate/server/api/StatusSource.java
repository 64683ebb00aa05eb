package io.quorate.server.api;

import io.quorate.core.ClusterTime;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.registry.GroupRecord;
import io.quorate.server.leader.ClusterView;
import io.quorate.server.wire.Times;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.Status;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Decided what is the case: confirmed by a majority on the leader, or as this node last knew it.
 */
final class StatusSource {

  private final ApiParts parts;
  private final LinearizableRead reads;

  StatusSource(ApiParts parts, LinearizableRead reads) {
    this.parts = parts;
    this.reads = reads;
  }

  /** The leader's answer; fails when this node does not lead or no majority confirms it. */
  CompletableFuture<Status> confirmed(GetStatusRequest request) {
    return reads
        .ready()
        .thenCompose(ready -> parts.leader().view())
        .thenApply(view -> message(view, request.getGroup()));
  }

  private Status message(ClusterView view, String group) {
    NodeId self = parts.identity().self();
    Status.Builder status =
        Status.newBuilder()
            .setCluster(parts.identity().cluster())
            .setSource(Status.Source.QUORUM)
            .setAnsweredBy(self.value())
            .setLeader(self.value())
            .setTerm(view.term().value())
            .setAsOf(Times.timestamp(view.time()));
    for (NodeId node : parts.identity().kinds().keySet()) {
      status.addNodes(StatusMessages.node(parts.identity(), node, view.nodes().get(node)));
    }
    for (GroupId name : view.groups().keySet()) {
      ClusterView.GroupView known = view.groups().get(name);
      if (known != null && (group.isEmpty() || group.equals(name.value()))) {
        status.addGroups(StatusMessages.group(known));
      }
    }
    return status.build();
  }

  /** What this node knows by itself. */
  Status lastKnown(GetStatusRequest request) {
    Duration silence = parts.silence().lasting();
    Status.Builder status =
        Status.newBuilder()
            .setCluster(parts.identity().cluster())
            .setSource(Status.Source.LOCAL)
            .setAnsweredBy(parts.identity().self().value())
            .setLeader(parts.registry().leader().map(NodeId::value).orElse(""))
            .setTerm(parts.registry().currentTerm().value())
            .setAsOf(Times.timestamp(lastWord(silence)))
            .setAge(Times.message(silence));
    if (!request.getLocal()) {
      status.addWarnings(
          StatusMessages.notice(
              "NO_QUORUM",
              parts.identity().self()
                  + " reaches no leader with a majority; this is what it knew "
                  + silence.toSeconds()
                  + " s ago",
              "see that a majority of the nodes runs and reaches each other"));
    }
    for (GroupRecord group : parts.registry().groups()) {
      if (request.getGroup().isEmpty() || request.getGroup().equals(group.spec().name().value())) {
        status.addGroups(StatusMessages.lastKnown(group));
      }
    }
    return status.build();
  }

  /** When a leader last answered, but not before what the log has seen. */
  private ClusterTime lastWord(Duration silence) {
    long now = parts.clocks().get().wallMillis();
    return new ClusterTime(now - silence.toMillis()).orLater(parts.registry().image().time());
  }
}
