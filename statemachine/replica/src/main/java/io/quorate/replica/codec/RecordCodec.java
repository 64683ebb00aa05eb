package io.quorate.replica.codec;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.Fingerprint;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import io.quorate.core.counter.CounterBlock;
import io.quorate.core.journal.JournalEntry;
import io.quorate.core.membership.PeerGeneration;
import io.quorate.core.membership.Seat;
import io.quorate.core.registry.Answer;
import io.quorate.core.registry.NodeRecord;
import io.quorate.core.registry.RequestRecord;
import io.quorate.stored.v1.StoredAnswer;
import io.quorate.stored.v1.StoredJournalEntry;
import io.quorate.stored.v1.StoredNode;
import io.quorate.stored.v1.StoredRefusal;
import io.quorate.stored.v1.StoredRequestRecord;
import java.time.Duration;

/** The smaller records to and from their stored forms. */
final class RecordCodec {
  private RecordCodec() {}

  static StoredNode encode(NodeRecord node) {
    StoredNode.Builder stored =
        StoredNode.newBuilder().setNode(node.node().value()).setKind(node.kind().name());
    Seat seat = node.seat();
    if (!seat.equals(Seat.FIRST)) {
      stored
          .setGeneration(seat.generation().value())
          .setClaimant(seat.claimant())
          .setOfferedUntilMillis(seat.offeredUntil().millis());
    }
    return stored.build();
  }

  static NodeRecord decode(StoredNode stored) {
    Seat seat =
        stored.getGeneration() == 0
            ? Seat.FIRST
            : new Seat(
                new PeerGeneration(stored.getGeneration()),
                stored.getClaimant(),
                new ClusterTime(stored.getOfferedUntilMillis()));
    return new NodeRecord(new NodeId(stored.getNode()), NodeKind.valueOf(stored.getKind()), seat);
  }

  static StoredJournalEntry encode(JournalEntry entry) {
    return StoredJournalEntry.newBuilder()
        .setSequence(entry.sequence())
        .setAtMillis(entry.at().millis())
        .setGroup(entry.group())
        .setEvent(entry.event())
        .setEpoch(entry.epoch().value())
        .setNode(entry.node())
        .setActor(entry.actor())
        .setCause(entry.cause())
        .setTookNanos(nanos(entry.took()))
        .build();
  }

  /** A time that a broken clock made longer than 292 years is as long as can be stored. */
  private static long nanos(Duration took) {
    Duration longest = Duration.ofNanos(Long.MAX_VALUE);
    return (took.compareTo(longest) > 0 ? longest : took).toNanos();
  }

  static JournalEntry decode(StoredJournalEntry stored) {
    return new JournalEntry(
        stored.getSequence(),
        new ClusterTime(stored.getAtMillis()),
        stored.getGroup(),
        stored.getEvent(),
        new Epoch(stored.getEpoch()),
        stored.getNode(),
        stored.getActor(),
        stored.getCause(),
        Duration.ofNanos(stored.getTookNanos()));
  }

  static StoredAnswer encode(Answer answer) {
    StoredAnswer.Builder stored =
        StoredAnswer.newBuilder()
            .setEpoch(answer.epoch().value())
            .setRevision(answer.revision().value())
            .setChange(answer.change().name())
            .addAllGroups(answer.groups().stream().map(GroupId::value).toList());
    CounterBlock block = answer.block();
    if (block != null) {
      stored.setBlock(CounterCodec.encode(block));
    }
    return stored.build();
  }

  static Answer decode(StoredAnswer stored) {
    return new Answer(
        new Epoch(stored.getEpoch()),
        new Revision(stored.getRevision()),
        Answer.Change.valueOf(stored.getChange()),
        stored.getGroupsList().stream().map(GroupId::new).toList(),
        stored.hasBlock() ? CounterCodec.decode(stored.getBlock()) : null);
  }

  static StoredRequestRecord encode(RequestRecord request) {
    return StoredRequestRecord.newBuilder()
        .setAtMillis(request.at().millis())
        .setAnswer(encode(request.answer()))
        .setFingerprint(request.fingerprint().value())
        .build();
  }

  static RequestRecord decode(StoredRequestRecord stored) {
    return new RequestRecord(
        new ClusterTime(stored.getAtMillis()),
        decode(stored.getAnswer()),
        new Fingerprint(stored.getFingerprint()));
  }

  static StoredRefusal encode(Refusal refusal) {
    return StoredRefusal.newBuilder()
        .setReason(refusal.reason().name())
        .setMessage(refusal.message())
        .setRemedy(refusal.remedy())
        .setPath(refusal.path())
        .build();
  }

  static Refusal decode(StoredRefusal stored) {
    return new Refusal(
        Reason.valueOf(stored.getReason()),
        stored.getMessage(),
        stored.getRemedy(),
        stored.getPath());
  }
}
