package io.quorate.server.json;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.Metadata;
import io.grpc.Status;
import io.quorate.server.http.TransferLimit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Writes the answers of a call as server-sent events, as fast as the client takes them. What it
 * does not take the service is not asked for, so a slow client is told the newest, or cut off, as
 * the service does it over gRPC; one that takes nothing at all is cut off here.
 */
final class EventStream {
  /** How long an answer is waited for before the client is told that it is listened to. */
  static final Duration FIRST = Duration.ofSeconds(2);

  private static final Duration SILENCE = Duration.ofSeconds(15);
  private static final Duration STUCK = Duration.ofSeconds(30);
  private static final String REVISION = "revision";
  private static final String MORE = "more";

  private final RunningCall call;
  private final OutputStream out;
  private final TransferLimit limit;

  EventStream(RunningCall call, OutputStream out, TransferLimit limit) {
    this.call = call;
    this.out = out;
    this.limit = limit;
  }

  /**
   * Until the call ends, or the client goes.
   *
   * @param first the answer that is there already, if any is
   */
  void run(Optional<Message> first) throws IOException, InterruptedException {
    write("retry: 1000\n\n");
    Optional<Message> next = first;
    while (true) {
      if (next.isPresent()) {
        write(event(next.get()));
      } else {
        Optional<RunningCall.End> end = call.end();
        if (end.isPresent()) {
          write(ended(end.get()));
          return;
        }
        write(": ping\n\n");
      }
      next = call.next(SILENCE);
    }
  }

  private void write(String text) throws IOException {
    limit.within(
        STUCK,
        () -> {
          out.write(text.getBytes(StandardCharsets.UTF_8));
          out.flush();
        });
  }

  private static String event(Message message) {
    return id(message)
        + "event: "
        + message.getDescriptorForType().getName()
        + "\ndata: "
        + MessageJson.line(message)
        + "\n\n";
  }

  /** Where a client may go on from: after what is whole, where a call can go on at all. */
  private static String id(Message message) {
    Descriptor type = message.getDescriptorForType();
    FieldDescriptor revision = type.findFieldByName(REVISION);
    FieldDescriptor more = type.findFieldByName(MORE);
    if (revision == null || more == null || Boolean.TRUE.equals(message.getField(more))) {
      return "";
    }
    return "id: " + Long.toUnsignedString((Long) message.getField(revision)) + "\n";
  }

  /** That its hour is over is no error. */
  private static String ended(RunningCall.End end) {
    RunningCall.End told =
        end.status().getCode() == Status.Code.DEADLINE_EXCEEDED
            ? new RunningCall.End(Status.OK, new Metadata())
            : end;
    return "event: end\ndata: " + HttpErrors.json(told.refusal().status()) + "\n\n";
  }
}
