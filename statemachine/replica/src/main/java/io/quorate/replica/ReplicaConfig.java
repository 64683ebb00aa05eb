package io.quorate.replica;

import io.quorate.replica.identity.StartMode;
import io.quorate.replica.peer.Membership;
import io.quorate.replica.peer.RaftAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What a replica needs to know to start.
 *
 * @param membership the cluster and which member this is
 * @param dataDirectory where everything is kept; belongs to this node alone
 * @param bind address that the log's traffic is accepted on; never a wildcard unless the operator
 *     said so
 * @param timing election timeouts
 * @param mode what the start may do with the data directory
 */
public record ReplicaConfig(
    Membership membership,
    Path dataDirectory,
    RaftAddress bind,
    ElectionTiming timing,
    StartMode mode) {

  /** The same member, in the cluster that is founded anew from this one. */
  ReplicaConfig foundedAnew(UUID id) {
    Membership next =
        new Membership(
            membership.cluster(),
            membership.founding().next(id),
            membership.self(),
            membership.peers());
    return new ReplicaConfig(next, dataDirectory, bind, timing, mode);
  }

  /**
   * Id of the replicated group: the same on all nodes of a cluster, different for clusters of other
   * names and for each founding of one.
   */
  UUID groupId() {
    String name = "quorate:" + membership.founding().label(membership.cluster());
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
