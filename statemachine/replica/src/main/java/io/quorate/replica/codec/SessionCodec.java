package io.quorate.replica.codec;

import io.quorate.core.ClusterTime;
import io.quorate.core.Fingerprint;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.KeptAnswer;
import io.quorate.core.registry.SessionRecord;
import io.quorate.stored.v1.StoredKeptAnswer;
import io.quorate.stored.v1.StoredSession;
import java.util.List;

/** The rows of sessions to and from their stored forms. */
final class SessionCodec {
  private SessionCodec() {}

  static StoredSession encode(SessionRecord session) {
    StoredSession.Builder stored =
        StoredSession.newBuilder()
            .setActor(session.actor())
            .setNotedMillis(session.noted().millis())
            .setForgotten(session.forgotten());
    session.kept().forEach(kept -> stored.addKept(encode(kept)));
    return stored.build();
  }

  private static StoredKeptAnswer encode(KeptAnswer kept) {
    StoredKeptAnswer.Builder stored =
        StoredKeptAnswer.newBuilder()
            .setSequence(kept.sequence())
            .setFingerprint(kept.fingerprint().value());
    if (kept.decision() instanceof Decision.Accepted accepted) {
      stored.setAccepted(RecordCodec.encode(accepted.answer()));
    } else if (kept.decision() instanceof Decision.Rejected rejected) {
      stored.setRejected(RecordCodec.encode(rejected.refusals().get(0)));
    }
    return stored.build();
  }

  static SessionRecord decode(StoredSession stored) {
    return new SessionRecord(
        stored.getActor(),
        new ClusterTime(stored.getNotedMillis()),
        stored.getForgotten(),
        stored.getKeptList().stream().map(SessionCodec::decode).toList());
  }

  private static KeptAnswer decode(StoredKeptAnswer stored) {
    Decision decision =
        switch (stored.getDecisionCase()) {
          case ACCEPTED ->
              new Decision.Accepted(List.of(), RecordCodec.decode(stored.getAccepted()));
          case REJECTED -> new Decision.Rejected(List.of(RecordCodec.decode(stored.getRejected())));
          case DECISION_NOT_SET ->
              throw new IllegalArgumentException("an answer of a newer version");
        };
    return new KeptAnswer(stored.getSequence(), new Fingerprint(stored.getFingerprint()), decision);
  }
}
