package io.quorate.server.api;

import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import io.quorate.v1.CopyPart;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Sends what is written to it, in parts, no faster than they are taken. Whoever takes nothing for a
 * while is left. For one thread that writes.
 */
final class PartStream extends OutputStream {
  private static final int PART_BYTES = 64 << 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ServerCallStreamObserver<CopyPart> out;
  private final Object taken = new Object();
  private final byte[] part = new byte[PART_BYTES];
  private int filled;

  /** Must be made before the method of the call returns. */
  PartStream(ServerCallStreamObserver<CopyPart> out) {
    this.out = out;
    out.setOnReadyHandler(this::changed);
    out.setOnCancelHandler(this::changed);
  }

  private void changed() {
    synchronized (taken) {
      taken.notifyAll();
    }
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    for (int done = 0; done < length; ) {
      int more = Math.min(length - done, PART_BYTES - filled);
      System.arraycopy(bytes, from + done, part, filled, more);
      filled += more;
      done += more;
      if (filled == PART_BYTES) {
        send(CopyPart.newBuilder());
      }
    }
  }

  private void send(CopyPart.Builder next) throws IOException {
    awaitReady();
    out.onNext(next.setZip(ByteString.copyFrom(part, 0, filled)).build());
    filled = 0;
  }

  private void awaitReady() throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    synchronized (taken) {
      while (!out.isReady()) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (out.isCancelled() || left <= 0) {
          throw new IOException(out.isCancelled() ? "nobody takes it" : "it is not taken");
        }
        try {
          taken.wait(left);
        } catch (InterruptedException closing) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException("this node is stopping");
        }
      }
    }
  }

  /** Everything was written. */
  void complete() throws IOException {
    send(CopyPart.newBuilder().setComplete(true));
    out.onCompleted();
  }

  /** It ends with this. */
  void fail(Throwable why) {
    if (!out.isCancelled()) {
      out.onError(why);
    }
  }
}
