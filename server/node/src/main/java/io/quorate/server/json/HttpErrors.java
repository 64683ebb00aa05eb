package io.quorate.server.json;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.protobuf.StatusProto;
import io.quorate.client.error.Refusals;
import io.quorate.v1.Notice;
import java.util.List;

/** What a gRPC status is over HTTP, and what is refused before there is a call. */
final class HttpErrors {
  /** Nothing here has that name, or it is not called so. */
  static final String NO_SUCH_CALL = "NO_SUCH_CALL";

  private static final String INVALID = "INVALID_VALUE";
  private static final String TOO_MUCH = "LIMIT_EXCEEDED";
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer()
          .usingTypeRegistry(
              JsonFormat.TypeRegistry.newBuilder()
                  .add(ErrorInfo.getDescriptor())
                  .add(BadRequest.getDescriptor())
                  .build())
          .alwaysPrintFieldsWithNoPresence()
          .omittingInsignificantWhitespace();

  private HttpErrors() {}

  /** The code of HTTP that stands for a code of gRPC. */
  static int http(Status.Code code) {
    return switch (code) {
      case OK -> 200;
      case INVALID_ARGUMENT, OUT_OF_RANGE -> 400;
      case UNAUTHENTICATED -> 401;
      case PERMISSION_DENIED -> 403;
      case NOT_FOUND -> 404;
      case ALREADY_EXISTS, ABORTED -> 409;
      case FAILED_PRECONDITION -> 412;
      case RESOURCE_EXHAUSTED -> 429;
      case CANCELLED -> 499;
      case UNKNOWN, INTERNAL, DATA_LOSS -> 500;
      case UNIMPLEMENTED -> 501;
      case UNAVAILABLE -> 503;
      case DEADLINE_EXCEEDED -> 504;
    };
  }

  /** What a call ended with. */
  static HttpRefusedException of(Status ended, Metadata trailers) {
    return new HttpRefusedException(
        http(ended.getCode()), StatusProto.fromStatusAndTrailers(ended, trailers));
  }

  /** As gRPC would say it. */
  static HttpRefusedException of(StatusException refused) {
    Metadata trailers = refused.getTrailers();
    return of(refused.getStatus(), trailers == null ? new Metadata() : trailers);
  }

  /** The request is not what the call takes. */
  static HttpRefusedException invalid(String path, String message, String remedy) {
    return said(400, Status.Code.INVALID_ARGUMENT, notice(INVALID, path, message, remedy));
  }

  /** The body is of a type that is not taken. */
  static HttpRefusedException type(String message, String remedy) {
    return said(415, Status.Code.INVALID_ARGUMENT, notice(INVALID, "", message, remedy));
  }

  /** The body is larger than any message may be. */
  static HttpRefusedException tooLarge(String message, String remedy) {
    return said(413, Status.Code.RESOURCE_EXHAUSTED, notice(TOO_MUCH, "", message, remedy));
  }

  /** No call is there, or none of this kind. */
  static HttpRefusedException noSuchCall(int code, String message, String remedy) {
    return said(code, Status.Code.UNIMPLEMENTED, notice(NO_SUCH_CALL, "", message, remedy));
  }

  /** Whoever asks may not. */
  static HttpRefusedException forbidden(String message, String remedy) {
    return said(
        403, Status.Code.PERMISSION_DENIED, notice(Refusals.NOT_PERMITTED, "", message, remedy));
  }

  /** There is too much to do here. */
  static HttpRefusedException overloaded(String message, String remedy) {
    return of(Refusals.overloaded(message, remedy));
  }

  private static HttpRefusedException said(int code, Status.Code status, Notice reason) {
    StatusException refused = Refusals.toStatus(status, List.of(reason));
    return new HttpRefusedException(code, of(refused).status());
  }

  private static Notice notice(String reason, String path, String message, String remedy) {
    return Notice.newBuilder()
        .setReason(reason)
        .setPath(path)
        .setMessage(message)
        .setRemedy(remedy)
        .build();
  }

  /** The status as JSON, in one line. */
  static String json(com.google.rpc.Status status) {
    try {
      return PRINTER.print(status);
    } catch (InvalidProtocolBufferException foreignDetail) {
      return json(status.toBuilder().clearDetails().build());
    }
  }
}
