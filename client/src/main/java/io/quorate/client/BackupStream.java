package io.quorate.client;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.quorate.client.error.CallRefusal;
import io.quorate.client.error.Refusals;
import io.quorate.v1.CopyPart;
import io.quorate.v1.CopyRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A backup as one node makes it: the bytes of a ZIP file, in order. What was read before it ended
 * with an exception is not whole. For one thread.
 */
public final class BackupStream implements AutoCloseable {
  private final NodeStream<CopyRequest, CopyPart> stream;
  private boolean complete;

  BackupStream(NodeStream<CopyRequest, CopyPart> stream) {
    this.stream = stream;
  }

  /**
   * Waits for the bytes that come next.
   *
   * @param silence how long the node may say nothing
   * @return empty when there are no more, and it is whole
   * @throws QuorateException when the node refuses it, breaks off or says nothing
   * @throws InterruptedException when the thread was interrupted
   */
  public Optional<ByteString> next(Duration silence) throws QuorateException, InterruptedException {
    NodeStream.Signal<CopyPart> signal = stream.await(silence);
    if (signal == null) {
      throw new UnreachableException(
          stream.node().address() + " has said nothing for " + silence.toSeconds() + " s");
    }
    CopyPart part = signal.answer();
    if (part == null) {
      return ended(signal);
    }
    complete = part.getComplete();
    return Optional.of(part.getZip());
  }

  /**
   * Writes all of it; the same holds.
   *
   * @throws IOException when it cannot be written
   */
  public void writeTo(OutputStream out, Duration silence)
      throws QuorateException, InterruptedException, IOException {
    Optional<ByteString> bytes = next(silence);
    while (bytes.isPresent()) {
      bytes.get().writeTo(out);
      bytes = next(silence);
    }
  }

  private Optional<ByteString> ended(NodeStream.Signal<CopyPart> signal) throws QuorateException {
    Status end = signal.end();
    if (end.isOk() && complete) {
      return Optional.empty();
    }
    Optional<CallRefusal> refusal = Refusals.fromThrowable(end.asException(signal.trailers()));
    if (end.isOk() || (refusal.isEmpty() && end.getCode() == Status.Code.UNAVAILABLE)) {
      throw new UnreachableException(
          stream.node().address() + " broke off: " + end.getDescription());
    }
    throw new CallVerdict(CallEffect.READ, "", List.of()).afterAnswer(end, refusal);
  }

  @Override
  public void close() {
    stream.cancel();
  }
}
