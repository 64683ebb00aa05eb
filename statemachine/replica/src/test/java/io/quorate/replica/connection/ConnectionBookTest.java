package io.quorate.replica.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConnectionBookTest {
  private final ConnectionBook book = new ConnectionBook(3);
  private final List<Integer> closed = new ArrayList<>();

  private static SocketAddress from(int port) {
    return InetSocketAddress.createUnresolved("10.0.0.9", port);
  }

  private boolean arrives(int port) {
    return book.arrived(from(port), () -> closed.add(port));
  }

  @Test
  void theOldestStrangerMakesRoom() {
    for (int port = 1; port <= 3; port++) {
      assertThat(arrives(port)).isTrue();
    }
    book.introduced(from(1));
    assertThat(closed).isEmpty();

    assertThat(arrives(4)).isTrue();
    assertThat(arrives(5)).isTrue();
    assertThat(closed).containsExactly(2, 3);
    assertThat(book.open()).isEqualTo(3);
    assertThat(book.turnedAway()).isEqualTo(2);
  }

  @Test
  void nobodyMakesRoomWhoHasIntroducedItself() {
    for (int port = 1; port <= 3; port++) {
      assertThat(arrives(port)).isTrue();
      book.introduced(from(port));
    }
    assertThat(arrives(4)).isFalse();
    assertThat(closed).isEmpty();
    assertThat(book.turnedAway()).isEqualTo(1);

    book.left(from(2));
    assertThat(arrives(4)).isTrue();
    assertThat(book.open()).isEqualTo(3);
  }

  @Test
  void whoSaysNothingIsClosedInTheEnd() {
    assertThat(arrives(1)).isTrue();
    assertThat(arrives(2)).isTrue();
    book.introduced(from(2));
    book.overdue(from(1));
    book.overdue(from(2));
    book.overdue(from(3));
    assertThat(closed).containsExactly(1);
    assertThat(book.open()).isEqualTo(1);
    assertThat(book.turnedAway()).isEqualTo(1);
  }

  @Test
  void whoHasLeftIsNoMore() {
    assertThat(arrives(1)).isTrue();
    book.left(from(1));
    book.introduced(from(1));
    book.left(from(1));
    assertThat(book.open()).isZero();
  }

  @Test
  void theBoundIsAnEighthOfTheFilesAtMost() {
    assertThat(ConnectionBook.bound(2_000, 65_536)).isEqualTo(2_000);
    assertThat(ConnectionBook.bound(2_000, 4_096)).isEqualTo(512);
    assertThat(ConnectionBook.bound(2_000, 16)).isEqualTo(64);
    assertThatThrownBy(() -> new ConnectionBook(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
