package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The networks lose and delay what they are told to. Seen from outside, by how long a node takes to
 * refuse a connection to a port on which nothing listens: one frame there, one back.
 */
final class NetworksTest {
  private static final int CLOSED_PORT = 9;
  private static final int LIMIT_MILLIS = 500;
  private static final int TRIES = 200;

  private static Networks networks;

  @BeforeAll
  static void make() throws Exception {
    networks = Networks.make(List.of("a", "b"), new SplittableRandom(7));
  }

  @AfterAll
  static void remove() throws Exception {
    if (networks != null) {
      networks.close();
    }
  }

  @BeforeEach
  void heal() throws Exception {
    networks.join("a");
    Scene.until("an answer", Scene.LIMIT, () -> answers(LIMIT_MILLIS));
  }

  @Test
  void eachDirectionCanBeCutByItself() throws Exception {
    networks.between(Networks.OUTSIDE, "a", LinkQuality.CUT);
    assertThat(answers(LIMIT_MILLIS)).as("questions are lost").isFalse();
    networks.join("a");
    networks.between("a", Networks.OUTSIDE, LinkQuality.CUT);
    assertThat(answers(LIMIT_MILLIS)).as("answers are lost").isFalse();
    networks.join("a");
    networks.between("a", "b", LinkQuality.CUT);
    assertThat(answers(LIMIT_MILLIS)).as("another direction").isTrue();
  }

  @Test
  void aPulledCableCarriesNothingUntilItIsBack() throws Exception {
    networks.cut("a");
    assertThat(answers(LIMIT_MILLIS)).isFalse();
    networks.join("a");
    Scene.until("an answer", Scene.LIMIT, () -> answers(LIMIT_MILLIS));
  }

  @Test
  void eachDirectionIsDelayedByItself() throws Exception {
    LinkQuality there = new LinkQuality(Duration.ofMillis(150), Duration.ofMillis(10), 0);
    LinkQuality back = new LinkQuality(Duration.ofMillis(100), Duration.ZERO, 0);
    networks.between(Networks.OUTSIDE, "a", there);
    networks.between("a", Networks.OUTSIDE, back);
    long asked = System.nanoTime();
    Scene.until("an answer", Scene.LIMIT, () -> answers(2_000));
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(Duration.ofMillis(240));
  }

  @Test
  void someAreLost() throws Exception {
    networks.between(Networks.OUTSIDE, "a", new LinkQuality(Duration.ZERO, Duration.ZERO, 300));
    int answered = 0;
    for (int tried = 0; tried < TRIES; tried++) {
      answered += answers(50) ? 1 : 0;
    }
    assertThat(answered).as("of " + TRIES + ", 3 of 10 lost").isBetween(TRIES / 4, TRIES * 9 / 10);
  }

  private static boolean answers(int limitMillis) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(networks.address("a"), CLOSED_PORT), limitMillis);
      return false;
    } catch (ConnectException refused) {
      return true;
    } catch (SocketTimeoutException lost) {
      return false;
    }
  }
}
