package io.quorate.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class TransferLimitTest {
  @Test
  void aClientThatDoesNotReadIsCutOff() throws IOException {
    try (TransferLimit limit = new TransferLimit();
        ServerSocketChannel server =
            ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        SocketChannel silent = SocketChannel.open(server.getLocalAddress());
        SocketChannel writing = server.accept()) {
      assertThatThrownBy(() -> limit.within(Duration.ofMillis(50), () -> fill(writing)))
          .isInstanceOf(IOException.class);

      assertThat(writing.isOpen()).isFalse();
      assertThat(silent.isOpen()).isTrue();
      assertThat(Thread.currentThread().isInterrupted()).as("the thread can go on").isFalse();
    }
  }

  private static void fill(SocketChannel channel) throws IOException {
    ByteBuffer much = ByteBuffer.allocate(1 << 20);
    while (true) {
      much.clear();
      int unused = channel.write(much);
    }
  }

  @Test
  void whatIsDoneInTimeIsLeftAlone() throws Exception {
    try (TransferLimit limit = new TransferLimit()) {
      for (int i = 0; i < 1_000; i++) {
        limit.within(Duration.ofNanos(1), () -> {});
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
      }
    }
  }
}
