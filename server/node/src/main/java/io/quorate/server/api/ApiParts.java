package io.quorate.server.api;

import io.grpc.ServerInterceptor;
import io.quorate.core.ClockReading;
import io.quorate.server.backup.BackupDesk;
import io.quorate.server.diagnosis.Report;
import io.quorate.server.formation.FormationDesk;
import io.quorate.server.leader.LeaderLoop;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.secret.KeyRing;
import io.quorate.server.session.Peers;
import io.quorate.server.session.TermAttestation;
import io.quorate.server.transport.Transport;
import io.quorate.server.trial.Trials;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the API of a node is put together from; each of its classes is given what it needs.
 *
 * @param transport makes its server
 * @param doors what each call passes first
 * @param identity who this node is, and its cluster
 * @param registry the replicated registry
 * @param leader acts while this node leads
 * @param attestation asks the voters
 * @param peers the other nodes
 * @param trials tries commits of configurations on this node
 * @param silence how long ago a leader answered this node
 * @param maxGroups that this node, while it leads, lets be created
 * @param clocks reads this machine's clocks
 * @param keys opens secrets; null on a node that has no key
 * @param backups makes them
 * @param formation this node's part in the forming of the cluster
 * @param report what this node says of itself
 */
public record ApiParts(
    Transport transport,
    List<ServerInterceptor> doors,
    ClusterIdentity identity,
    ReplicatedRegistry registry,
    LeaderLoop leader,
    TermAttestation attestation,
    Peers peers,
    Trials trials,
    LeaderSilence silence,
    int maxGroups,
    Supplier<ClockReading> clocks,
    @Nullable KeyRing keys,
    BackupDesk backups,
    FormationDesk formation,
    Report report) {

  /** Keeps its own copy. */
  public ApiParts {
    doors = List.copyOf(doors);
  }
}
