package io.quorate.client.error;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.protobuf.StatusProto;
import io.quorate.v1.Notice;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes refusals as gRPC errors and reads them back.
 *
 * <p>Each reason is a {@code google.rpc.ErrorInfo} of the domain {@code quorate.io}, its name in
 * {@code reason} and the rest in the metadata keys {@code message}, {@code remedy} and {@code
 * path}. With INVALID_ARGUMENT a {@code google.rpc.BadRequest} names the fields as well, for
 * clients that know nothing of ours. What is decoded equals what was encoded, except that reasons
 * beyond the size of an HTTP/2 header are replaced by one {@link #MORE_REASONS}.
 */
public final class Refusals {

  /** The domain of every reason. */
  public static final String DOMAIN = "quorate.io";

  /**
   * A majority could not be reached, and nothing was proposed: nothing has changed because of this
   * call.
   */
  public static final String NO_QUORUM = "NO_QUORUM";

  /** The change was proposed, and no answer came: it may or may not be made. */
  public static final String OUTCOME_UNKNOWN = "OUTCOME_UNKNOWN";

  /** Too much is asked of a node at this moment, and nothing was done. */
  public static final String OVERLOADED = "OVERLOADED";

  /** The caller is not who may do this, or nobody knows who it is; nothing was done. */
  public static final String NOT_PERMITTED = "NOT_PERMITTED";

  /** Stands for the reasons that did not fit. */
  public static final String MORE_REASONS = "MORE_REASONS";

  /**
   * Clients accept 8 KiB of headers by default; base64 makes these bytes a third more, and the rest
   * is for the description and gRPC's own headers.
   */
  private static final int MAX_DETAIL_BYTES = 5_000;

  private static final int MAX_TEXT = 400;
  private static final int MAX_DESCRIPTION_BYTES = 240;

  private Refusals() {}

  /**
   * The error that a server answers a call with.
   *
   * @param code FAILED_PRECONDITION, INVALID_ARGUMENT, NOT_FOUND, ABORTED or another error
   * @param reasons all of them, at least one; texts beyond 400 characters are cut
   * @throws IllegalArgumentException when there is no reason, or the code is OK
   */
  public static StatusException toStatus(Status.Code code, List<Notice> reasons) {
    CallRefusal refusal = new CallRefusal(code, reasons);
    List<Notice> kept = fitting(refusal);
    com.google.rpc.Status.Builder status =
        com.google.rpc.Status.newBuilder().setCode(code.value()).setMessage(description(reasons));
    kept.forEach(reason -> status.addDetails(Any.pack(errorInfo(reason))));
    if (code == Status.Code.INVALID_ARGUMENT) {
      status.addDetails(Any.pack(badRequest(kept)));
    }
    return StatusProto.toStatusException(status.build());
  }

  /** The same for a refusal that was decoded earlier, for a server that passes a call on. */
  public static StatusException toStatus(CallRefusal refusal) {
    return toStatus(refusal.code(), refusal.reasons());
  }

  /** UNAVAILABLE, with the promise that nothing was proposed. */
  public static StatusException noQuorum(String message, String remedy) {
    return toStatus(Status.Code.UNAVAILABLE, List.of(notice(NO_QUORUM, message, remedy)));
  }

  /** UNAVAILABLE for a change that was proposed and of which nothing was heard again. */
  public static StatusException outcomeUnknown(String message, String remedy) {
    return toStatus(Status.Code.UNAVAILABLE, List.of(notice(OUTCOME_UNKNOWN, message, remedy)));
  }

  /** RESOURCE_EXHAUSTED, with the promise that nothing was done: the call can be repeated. */
  public static StatusException overloaded(String message, String remedy) {
    return toStatus(Status.Code.RESOURCE_EXHAUSTED, List.of(notice(OVERLOADED, message, remedy)));
  }

  /**
   * Reads the refusal out of what a call threw.
   *
   * @return empty when the error carries no reason of ours: then the transport or a bug has failed,
   *     not a rule
   */
  public static Optional<CallRefusal> fromThrowable(Throwable thrown) {
    com.google.rpc.Status status = StatusProto.fromThrowable(thrown);
    if (status == null || status.getCode() == Status.Code.OK.value()) {
      return Optional.empty();
    }
    List<Notice> reasons = new ArrayList<>();
    for (Any detail : status.getDetailsList()) {
      reason(detail).ifPresent(reasons::add);
    }
    Status.Code code = Status.fromCodeValue(status.getCode()).getCode();
    return reasons.isEmpty() ? Optional.empty() : Optional.of(new CallRefusal(code, reasons));
  }

  private static Optional<Notice> reason(Any detail) {
    if (!detail.is(ErrorInfo.class)) {
      return Optional.empty();
    }
    try {
      ErrorInfo info = detail.unpack(ErrorInfo.class);
      if (!info.getDomain().equals(DOMAIN)) {
        return Optional.empty();
      }
      Map<String, String> texts = info.getMetadataMap();
      return Optional.of(
          Notice.newBuilder()
              .setReason(info.getReason())
              .setMessage(texts.getOrDefault("message", ""))
              .setRemedy(texts.getOrDefault("remedy", ""))
              .setPath(texts.getOrDefault("path", ""))
              .build());
    } catch (InvalidProtocolBufferException damaged) {
      // Not readable as what it claims to be: of no more use than a detail of another kind.
      return Optional.empty();
    }
  }

  private static List<Notice> fitting(CallRefusal refusal) {
    List<Notice> kept = new ArrayList<>();
    int bytes = 0;
    for (Notice given : refusal.reasons()) {
      Notice reason = shortened(given);
      bytes += Any.pack(errorInfo(reason)).getSerializedSize() + 8;
      if (refusal.code() == Status.Code.INVALID_ARGUMENT) {
        bytes += violation(reason).getSerializedSize() + 8;
      }
      if (bytes > MAX_DETAIL_BYTES && !kept.isEmpty()) {
        int left = refusal.reasons().size() - kept.size();
        kept.add(
            notice(
                MORE_REASONS,
                left + " further reasons do not fit here",
                "fix those shown and try again"));
        return kept;
      }
      kept.add(reason);
    }
    return kept;
  }

  private static Notice shortened(Notice reason) {
    return Notice.newBuilder()
        .setReason(cut(reason.getReason()))
        .setMessage(cut(reason.getMessage()))
        .setRemedy(cut(reason.getRemedy()))
        .setPath(cut(reason.getPath()))
        .build();
  }

  private static String cut(String text) {
    int characters = text.codePointCount(0, text.length());
    return characters <= MAX_TEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_TEXT - 1)) + "…";
  }

  private static ErrorInfo errorInfo(Notice reason) {
    ErrorInfo.Builder info = ErrorInfo.newBuilder().setDomain(DOMAIN).setReason(reason.getReason());
    putText(info, "message", reason.getMessage());
    putText(info, "path", reason.getPath());
    putText(info, "remedy", reason.getRemedy());
    return info.build();
  }

  private static void putText(ErrorInfo.Builder info, String key, String text) {
    if (!text.isEmpty()) {
      info.putMetadata(key, text);
    }
  }

  private static BadRequest badRequest(List<Notice> reasons) {
    BadRequest.Builder request = BadRequest.newBuilder();
    reasons.forEach(reason -> request.addFieldViolations(violation(reason)));
    return request.build();
  }

  private static BadRequest.FieldViolation violation(Notice reason) {
    return BadRequest.FieldViolation.newBuilder()
        .setField(reason.getPath())
        .setDescription(reason.getMessage())
        .build();
  }

  /**
   * For clients which show nothing but the status message: the first reason with its place, and how
   * many more there are.
   */
  private static String description(List<Notice> reasons) {
    String path = reasons.get(0).getPath();
    String first = (path.isEmpty() ? "" : path + ": ") + reasons.get(0).getMessage();
    StringBuilder text = new StringBuilder();
    int bytes = 0;
    for (int at = 0; at < first.length(); at += Character.charCount(first.codePointAt(at))) {
      String character = Character.toString(first.codePointAt(at));
      bytes += character.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MAX_DESCRIPTION_BYTES) {
        text.append("...");
        break;
      }
      text.append(character);
    }
    return reasons.size() == 1
        ? text.toString()
        : text + " (and " + (reasons.size() - 1) + " more)";
  }

  private static Notice notice(String reason, String message, String remedy) {
    return Notice.newBuilder().setReason(reason).setMessage(message).setRemedy(remedy).build();
  }

  /**
   * Whether this is the transport's own word that the connection ended while a call was under way,
   * and nobody's answer. Netty says it of a channel whose end it has not been told the reason of.
   */
  public static boolean connectionEnded(Status status) {
    return status.getCode() == Status.Code.UNKNOWN
        && status.getCause() instanceof ClosedChannelException;
  }
}
