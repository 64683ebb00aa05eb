package io.quorate.client;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.quorate.v1.PipelineRequest;
import io.quorate.v1.PipelineResponse;
import io.quorate.v1.WritesGrpc;
import java.util.List;

/** One stream of writes to one node. Its owner makes its calls one at a time. */
final class WriteStream {
  private final NodeChannel node;
  private final ClientCall<PipelineRequest, PipelineResponse> call;
  private int unanswered;
  private long heardNanos;

  /** Told, on threads of the connection, what becomes of a stream. */
  interface Owner {
    void answered(WriteStream stream, PipelineResponse response);

    void ended(WriteStream stream, Status status, Metadata trailers);
  }

  private WriteStream(NodeChannel node, long nowNanos) {
    this.node = node;
    this.call = node.open().newCall(WritesGrpc.getPipelineMethod(), CallOptions.DEFAULT);
    this.heardNanos = nowNanos;
  }

  static WriteStream open(NodeChannel node, Owner owner, long nowNanos) {
    WriteStream stream = new WriteStream(node, nowNanos);
    stream.call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(PipelineResponse response) {
            owner.answered(stream, response);
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            owner.ended(stream, status, trailers);
          }
        },
        new Metadata());
    stream.call.request(1);
    return stream;
  }

  NodeChannel node() {
    return node;
  }

  /** Requests that have no answer yet. */
  int unanswered() {
    return unanswered;
  }

  void send(long session, List<PendingWrite> writes, long nowNanos) {
    if (unanswered == 0) {
      heardNanos = nowNanos; // silence counts from here on
    }
    unanswered++;
    PipelineRequest.Builder request = PipelineRequest.newBuilder().setSession(session);
    writes.forEach(write -> request.addWrites(write.write()));
    call.sendMessage(request.build());
  }

  /** A request was answered; the next answer may come. */
  void took(long nowNanos) {
    unanswered--;
    heardNanos = nowNanos;
    call.request(1);
  }

  /** How long an answer is missing; 0 when none is. */
  long silentNanos(long nowNanos) {
    return unanswered == 0 ? 0 : nowNanos - heardNanos;
  }

  /** Ends it at once; its owner is told. */
  void cancel(String why) {
    call.cancel(why, null);
  }

  /** Nothing more is sent. */
  void finish() {
    call.halfClose();
  }
}
