package io.quorate.server.formation;

import io.quorate.core.NodeId;
import io.quorate.core.formation.ClusterShape;
import io.quorate.core.formation.FormationId;
import io.quorate.core.formation.FormationReason;
import io.quorate.core.formation.FormationRefusal;
import io.quorate.core.formation.VoterAccount;
import io.quorate.core.formation.VoterRules;
import io.quorate.core.formation.VoterStanding;
import io.quorate.core.formation.VoterStanding.Empty;
import io.quorate.core.formation.VoterStanding.Member;
import io.quorate.core.formation.VoterStanding.Prepared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far this voter has come in the forming of its cluster. What it says is on its disk before it
 * says so.
 */
public final class FormationDesk {
  private static final Logger LOG = LoggerFactory.getLogger(FormationDesk.class);

  private final NodeId self;
  private final ClusterShape shape;
  private final FormationFile file;
  private final String process = UUID.randomUUID().toString();
  private final CompletableFuture<Void> begun = new CompletableFuture<>();
  private VoterStanding standing;

  private FormationDesk(
      NodeId self, ClusterShape shape, FormationFile file, VoterStanding standing) {
    this.self = self;
    this.shape = shape;
    this.file = file;
    this.standing = standing;
  }

  /**
   * Of a node that holds data.
   *
   * @throws IOException when its note cannot be read or written
   */
  public static FormationDesk ofMember(NodeId self, ClusterShape shape, Path dataDirectory)
      throws IOException {
    FormationFile file = new FormationFile(dataDirectory);
    FormationId formation = FormationId.BY_HAND;
    Optional<FormationNote> note = file.read();
    if (note.isPresent() && note.get().step() != FormationNote.Step.PREPARED) {
      formation = note.get().formation();
      if (note.get().step() != FormationNote.Step.FORMED) {
        file.write(new FormationNote(formation, FormationNote.Step.FORMED));
      }
    } else {
      file.remove(); // prepared for another, and then started by hand with --bootstrap
    }
    return new FormationDesk(self, shape, file, new Member(formation));
  }

  /**
   * Of a node that holds no data.
   *
   * @throws IOException when its data directory cannot be written to, or holds a note that says
   *     that there was data
   */
  public static FormationDesk ofEmpty(NodeId self, ClusterShape shape, Path dataDirectory)
      throws IOException {
    FormationFile file = new FormationFile(dataDirectory);
    Optional<FormationNote> note = file.read();
    if (note.isEmpty()) {
      return new FormationDesk(self, shape, file, new Empty());
    }
    FormationId formation = note.get().formation();
    return switch (note.get().step()) {
      case PREPARED -> new FormationDesk(self, shape, file, new Prepared(formation));
      case JOINING -> new FormationDesk(self, shape, file, new Empty());
      case BEGUN -> {
        FormationDesk desk = new FormationDesk(self, shape, file, new Member(formation));
        desk.begun.complete(null);
        yield desk;
      }
      case FORMED ->
          throw new IOException(
              "the data of this node is gone: the note of its formation in "
                  + dataDirectory
                  + " says that there was some. Is everything mounted? See 'A node is lost for"
                  + " good' in docs/what-to-do-when.md.");
    };
  }

  /** What this voter says of itself. */
  public synchronized VoterAccount account() {
    return new VoterAccount(self, process, standing, shape);
  }

  /** What the node files of all voters must agree on. */
  public ClusterShape shape() {
    return shape;
  }

  /** Prepares this voter; why not, or nothing when it is done and on the disk. */
  synchronized Optional<FormationRefusal> prepare(VoterRules.Preparation asked) {
    Optional<FormationRefusal> refusal = VoterRules.prepare(account(), asked);
    if (refusal.isPresent()) {
      return refusal;
    }
    return kept(
        new FormationNote(asked.formation(), FormationNote.Step.PREPARED),
        new Prepared(asked.formation()));
  }

  /** Lets this voter begin; why not, or nothing when it is noted on the disk. */
  synchronized Optional<FormationRefusal> begin(FormationId formation) {
    Optional<FormationRefusal> refusal = VoterRules.begin(account(), formation);
    if (refusal.isPresent() || standing instanceof Member) {
      return refusal;
    }
    Optional<FormationRefusal> unwritten =
        kept(new FormationNote(formation, FormationNote.Step.BEGUN), new Member(formation));
    if (unwritten.isEmpty()) {
      LOG.info("the cluster is formed as {}: this node begins", formation);
      begun.complete(null);
    }
    return unwritten;
  }

  private Optional<FormationRefusal> kept(FormationNote note, VoterStanding next) {
    try {
      file.write(note);
    } catch (IOException failed) {
      return Optional.of(
          new FormationRefusal(
              FormationReason.VOTER_CANNOT_WRITE,
              self + " cannot write to its data directory: " + failed,
              "make it a folder that the user of its process may write to; run quorate cluster"
                  + " form again"));
    }
    standing = next;
    return Optional.empty();
  }

  /** Begins because another has, when this voter was prepared with it. */
  public synchronized void follow(VoterAccount other) {
    if (standing instanceof Prepared prepared && VoterRules.follows(prepared, other.standing())) {
      begin(prepared.formation())
          .ifPresent(refusal -> LOG.warn("cannot begin: {}", refusal.message()));
    }
  }

  /**
   * Keeps under which formation the cluster was formed in which this voter, which holds no data, is
   * to take its place.
   *
   * @throws IOException when it cannot be written
   */
  public synchronized void join(VoterAccount member) throws IOException {
    if (standing instanceof Empty && member.standing() instanceof Member formed) {
      file.write(new FormationNote(formed.formation(), FormationNote.Step.JOINING));
    }
  }

  /** Whether this voter is to begin, or has. */
  public boolean hasBegun() {
    return begun.isDone();
  }

  /** Ends when this voter is to begin. Without a limit: somebody has to form the cluster. */
  public CompletableFuture<Void> begun() {
    return begun.copy();
  }
}
