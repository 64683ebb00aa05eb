package io.quorate.server;

import io.quorate.core.membership.Founding;
import io.quorate.core.membership.PeerGeneration;
import io.quorate.core.membership.Voter;
import io.quorate.replica.Replica;
import io.quorate.replica.ReplicaConfig;
import io.quorate.replica.identity.DataIdentity;
import io.quorate.replica.identity.DataRefusedException;
import io.quorate.replica.identity.Standing;
import io.quorate.replica.identity.StartMode;
import io.quorate.server.formation.SeatClaim;
import java.io.IOException;
import java.util.Optional;

/** Which peer of the log a data directory is, and the claim of one that holds no data yet. */
final class JoinFiles implements SeatClaim.Disk {
  private final Members members;

  JoinFiles(Members members) {
    this.members = members;
  }

  /** The peer whose data the directory holds; the first when it holds none. */
  PeerGeneration generation() throws DataRefusedException {
    return identity()
        .map(identity -> identity.peer().voter().generation())
        .orElse(PeerGeneration.FIRST);
  }

  /** Which of the clusters of its name the data is of; the first when there is none. */
  Founding founding() throws DataRefusedException {
    return identity().map(DataIdentity::founding).orElse(Founding.FIRST);
  }

  private Optional<DataIdentity> identity() throws DataRefusedException {
    return Replica.identity(members.replicaConfig(StartMode.RESTART));
  }

  @Override
  public Optional<SeatClaim.Begun> begun() throws DataRefusedException {
    return identity()
        .filter(identity -> identity.standing() == Standing.JOINING)
        .map(identity -> new SeatClaim.Begun(identity.peer().voter(), identity.incarnation()));
  }

  @Override
  public void begin(SeatClaim.Begun claim) throws IOException, DataRefusedException {
    Replica.prepareToJoin(joining(claim.peer()), claim.data());
  }

  @Override
  public void took(Founding founding) throws IOException {
    Replica.joinsFoundedAs(members.replicaConfig(StartMode.JOIN), founding);
  }

  @Override
  public void forget() throws IOException, DataRefusedException {
    Replica.forgetJoining(members.replicaConfig(StartMode.RESTART));
  }

  private ReplicaConfig joining(Voter peer) {
    return members.replicaConfig(StartMode.JOIN, peer.generation(), Founding.FIRST);
  }
}
