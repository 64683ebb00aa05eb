package io.quorate.replica.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import io.quorate.core.Fingerprint;
import io.quorate.core.Intent;
import io.quorate.core.RequestId;
import io.quorate.core.SessionId;
import io.quorate.core.SessionStep;
import io.quorate.core.Term;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.Request;
import io.quorate.stored.v1.EntryReply;
import io.quorate.stored.v1.ReplyDecision;
import io.quorate.stored.v1.ReplyRefusals;
import io.quorate.stored.v1.StoredEntry;
import io.quorate.stored.v1.StoredRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The requests of a log entry ({@link EncodedRequest} makes it), and decisions as its reply. */
public final class RegistryCodec {
  private RegistryCodec() {}

  /** The requests of an entry; {@link IllegalStateException} when it is of a newer version. */
  public static List<Request> decodeRequests(byte[] entry) {
    try {
      return StoredEntry.parseFrom(entry).getRequestsList().stream()
          .map(RegistryCodec::decode)
          .toList();
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "an entry of the log cannot be understood; was it written by a newer version?", e);
    }
  }

  /** The reply that carries these decisions, without their events. */
  public static byte[] encodeDecisions(List<Decision> decisions) {
    EntryReply.Builder reply = EntryReply.newBuilder();
    decisions.forEach(decision -> reply.addDecisions(encode(decision)));
    return reply.build().toByteArray();
  }

  /**
   * The decisions of a reply. Accepted ones have no events: those are told to the replica's
   * listener.
   */
  public static List<Decision> decodeDecisions(byte[] reply) {
    try {
      return EntryReply.parseFrom(reply).getDecisionsList().stream()
          .map(RegistryCodec::decode)
          .toList();
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new IllegalStateException("a reply cannot be understood", e);
    }
  }

  static StoredRequest encode(Request request) {
    StoredRequest.Builder stored =
        StoredRequest.newBuilder()
            .setActor(request.actor())
            .setFingerprint(request.fingerprint().value());
    Intent intent = request.intent();
    if (intent instanceof RequestId id) {
      stored.setId(id.value());
    } else if (intent instanceof SessionStep step) {
      stored.setSession(step.session().value()).setSequence(step.sequence());
    }
    Term decidedIn = request.decidedIn();
    if (decidedIn != null) {
      stored.setDecidedIn(decidedIn.value());
    }
    return request.command().dispatch(new CommandEncoder(stored)).build();
  }

  private static Request decode(StoredRequest stored) {
    return new Request(
        CommandDecoder.decode(stored),
        stored.getActor(),
        intent(stored),
        stored.hasDecidedIn() ? new Term(stored.getDecidedIn()) : null,
        new Fingerprint(stored.getFingerprint()));
  }

  private static @Nullable Intent intent(StoredRequest stored) {
    if (stored.getSession() != 0) {
      return new SessionStep(new SessionId(stored.getSession()), stored.getSequence());
    }
    return stored.hasId() ? new RequestId(stored.getId()) : null;
  }

  private static ReplyDecision encode(Decision decision) {
    ReplyDecision.Builder stored = ReplyDecision.newBuilder();
    if (decision instanceof Decision.Accepted accepted) {
      return stored.setAccepted(RecordCodec.encode(accepted.answer())).build();
    }
    if (decision instanceof Decision.Rejected rejected) {
      ReplyRefusals.Builder refusals = ReplyRefusals.newBuilder();
      rejected.refusals().forEach(refusal -> refusals.addRefusals(RecordCodec.encode(refusal)));
      return stored.setRejected(refusals).build();
    }
    throw new IllegalArgumentException("no form of " + decision);
  }

  private static Decision decode(ReplyDecision stored) {
    return switch (stored.getDecisionCase()) {
      case ACCEPTED -> new Decision.Accepted(List.of(), RecordCodec.decode(stored.getAccepted()));
      case REJECTED ->
          new Decision.Rejected(
              stored.getRejected().getRefusalsList().stream().map(RecordCodec::decode).toList());
      case DECISION_NOT_SET -> throw new IllegalStateException("a reply without a decision");
    };
  }
}
