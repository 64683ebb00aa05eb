package io.quorate.replica.codec;

import io.quorate.core.ClusterTime;
import io.quorate.core.GroupId;
import io.quorate.core.Revision;
import io.quorate.core.config.Candidate;
import io.quorate.core.config.CandidateId;
import io.quorate.core.config.CandidateName;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.SpaceId;
import io.quorate.core.config.StagedEdit;
import io.quorate.stored.v1.StoredCandidate;
import io.quorate.stored.v1.StoredStagedEdit;

/** The rows of candidates to and from their stored forms. */
final class CandidateCodec {
  private CandidateCodec() {}

  static StoredCandidate encode(Candidate candidate) {
    return StoredCandidate.newBuilder()
        .setGroup(candidate.id().space().group().value())
        .setName(candidate.id().name().value())
        .setOwner(candidate.owner())
        .setBase(candidate.base().value())
        .setCreatedMillis(candidate.created().millis())
        .setUsedMillis(candidate.used().millis())
        .setChanges(candidate.size().changes())
        .setBytes(candidate.size().bytes())
        .setEdition(candidate.edition())
        .build();
  }

  static Candidate decode(StoredCandidate stored) {
    return new Candidate(
        new CandidateId(
            new SpaceId(new GroupId(stored.getGroup())), new CandidateName(stored.getName())),
        stored.getOwner(),
        new Revision(stored.getBase()),
        new ClusterTime(stored.getCreatedMillis()),
        new ClusterTime(stored.getUsedMillis()),
        new Candidate.Size(stored.getChanges(), stored.getBytes()),
        stored.getEdition());
  }

  static StoredStagedEdit encode(StagedEdit edit) {
    StoredStagedEdit.Builder stored = StoredStagedEdit.newBuilder().setSeen(edit.seen().value());
    ConfigValue to = edit.to();
    if (to != null) {
      stored.setTo(ConfigCodec.encode(to));
    }
    return stored.build();
  }

  static StagedEdit decode(StoredStagedEdit stored) {
    return new StagedEdit(
        stored.hasTo() ? ConfigCodec.decode(stored.getTo()) : null, new Revision(stored.getSeen()));
  }
}
