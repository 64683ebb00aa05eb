package io.quorate.replica.identity;

import io.quorate.core.membership.Founding;
import io.quorate.replica.disk.DurableFiles;
import io.quorate.replica.peer.Membership;
import io.quorate.replica.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the identity of a data directory: one file outside the log's folder and a copy inside it. A
 * voter starts only where both are there and agree; formatting happens only where nothing was ever
 * acknowledged (rule S4).
 */
public final class IdentitySentinel {
  private final DataLayout layout;
  private final IdentityFile outer;
  private final IdentityFile inner;

  /** For the data directory. */
  public IdentitySentinel(DataLayout layout) {
    this.layout = layout;
    this.outer = new IdentityFile(layout.outerIdentity());
    this.inner = new IdentityFile(layout.innerIdentity());
  }

  /**
   * Whether to format; notes the beginning on disk when so. Nothing else has been written before.
   *
   * @param membership who starts
   * @param mode what it may do
   * @param incarnations makes the id of a directory that is formatted
   * @return true when the log is to be formatted
   * @throws DataRefusedException when the data may not be used
   */
  public boolean admit(Membership membership, StartMode mode, Supplier<UUID> incarnations)
      throws IOException, DataRefusedException {
    Peer own = membership.own();
    StartDecision decision =
        IdentityRules.decide(membership.cluster(), own.node(), own.id(), mode, look());
    if (decision instanceof StartDecision.Refuse refuse) {
      throw new DataRefusedException(
          new DataRefusal(refuse.what(), layout.root().toString(), refuse.remedy()));
    }
    if (decision instanceof StartDecision.Proceed) {
      return false;
    }
    Standing standing = mode == StartMode.BOOTSTRAP ? Standing.FORMING : Standing.JOINING;
    DurableFiles.deleteTree(layout.groupFolder());
    UUID incarnation = standing == Standing.JOINING ? claimed(own) : null;
    outer.write(
        new DataIdentity(
            membership.cluster(),
            membership.founding(),
            own.node(),
            own.id(),
            incarnation == null ? incarnations.get() : incarnation,
            standing));
    return true;
  }

  /** What the member that is to join has called its data already. */
  private @Nullable UUID claimed(Peer own) throws IOException {
    DataIdentity prepared = outer.read();
    return prepared != null && prepared.peer().equals(own.id()) ? prepared.incarnation() : null;
  }

  /**
   * Notes that the empty directory is to join as this member.
   *
   * @throws DataRefusedException when it is not empty
   */
  public void prepareToJoin(Membership membership, UUID incarnation)
      throws IOException, DataRefusedException {
    Peer own = membership.own();
    Found found = look();
    if (found.outer() != null || found.inner() != null || found.logFolder()) {
      throw new DataRefusedException(
          new DataRefusal(
              "it holds data, so it cannot join as one that has none",
              layout.root().toString(),
              "Start the node as it is."));
    }
    outer.write(
        new DataIdentity(
            membership.cluster(),
            membership.founding(),
            own.node(),
            own.id(),
            incarnation,
            Standing.JOINING));
  }

  /** Has the directory hold the data of another founding, which was sealed where it was made. */
  public void take(DataIdentity made) throws IOException {
    outer.write(made);
  }

  /** Seals data that was made here, for this identity. The outer file goes last. */
  public void sealMade(DataIdentity made) throws IOException {
    inner.write(made);
    DurableFiles.forceTree(layout.raftFolder());
    outer.write(made);
  }

  /** Notes which cluster of the name it is that the member is to join. */
  public void joinsFoundedAs(Founding founding) throws IOException {
    DataIdentity prepared = require();
    if (prepared.standing() == Standing.JOINING && !prepared.founding().equals(founding)) {
      outer.write(prepared.of(founding));
    }
  }

  /** Takes {@link #prepareToJoin} back; does nothing once the log was formatted. */
  public void forgetJoining() throws IOException, DataRefusedException {
    DataIdentity identity = identity().orElse(null);
    if (identity != null && identity.standing() == Standing.JOINING) {
      DurableFiles.deleteTree(layout.groupFolder());
      outer.delete();
    }
  }

  /**
   * Whose data it is; empty when there is none.
   *
   * @throws DataRefusedException when what is there cannot be read
   */
  public Optional<DataIdentity> identity() throws DataRefusedException {
    return Optional.ofNullable(look().outer());
  }

  /**
   * Whether a cluster may be founded on the directory: nothing was ever acknowledged from here.
   *
   * @throws DataRefusedException when what is there cannot be read
   */
  public boolean mayBeFounded(Membership membership) throws DataRefusedException {
    Peer own = membership.own();
    return IdentityRules.decide(
            membership.cluster(), own.node(), own.id(), StartMode.BOOTSTRAP, look())
        instanceof StartDecision.Format;
  }

  /**
   * Puts the copy inside the log's folder, after that was formatted and before this node can vote.
   * A founding member is a member from here on.
   */
  public void seal() throws IOException {
    DataIdentity identity = require();
    inner.write(identity);
    DurableFiles.force(layout.groupFolder());
    DurableFiles.force(layout.raftFolder());
    switch (identity.standing()) {
      case FORMING -> advance(Standing.MEMBER);
      case JOINING -> advance(Standing.LEARNING);
      default -> {}
    }
  }

  /** Notes that the log's configuration names this node as a voter. */
  public void joined() throws IOException {
    if (require().standing() == Standing.LEARNING) {
      advance(Standing.MEMBER);
    }
  }

  /** How far this member has come. */
  public Standing standing() throws IOException {
    return require().standing();
  }

  private void advance(Standing standing) throws IOException {
    // The outer file decides, so it goes last.
    inner.write(require().as(standing));
    outer.write(require().as(standing));
  }

  private Found look() throws DataRefusedException {
    try {
      return new Found(
          outer.read(),
          inner.read(),
          Files.exists(layout.voteFile()),
          Files.exists(layout.groupFolder()));
    } catch (IOException e) {
      throw new DataRefusedException(
          new DataRefusal(
              "an identity file cannot be read: " + e.getMessage(),
              layout.root().toString(),
              "Put back the file. " + DataRefusal.LOST_VOTER));
    }
  }

  private DataIdentity require() throws IOException {
    DataIdentity identity = outer.read();
    if (identity == null) {
      throw new IOException(outer.path() + " has disappeared");
    }
    return identity;
  }
}
