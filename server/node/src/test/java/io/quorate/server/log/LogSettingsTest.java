package io.quorate.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node's log leaves out, by the settings that it ships with. */
final class LogSettingsTest {
  /** What the Raft server throws while it stops; its own class is not on this class path. */
  private static final class ServerNotReadyException extends IOException {
    private static final long serialVersionUID = 1L;

    ServerNotReadyException(String message) {
      super(message);
    }
  }

  private final LoggerContext context = new LoggerContext();
  private final ListAppender<ILoggingEvent> shown = new ListAppender<>();

  @BeforeEach
  void configure() throws Exception {
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(
        Objects.requireNonNull(LogSettingsTest.class.getResource("/logback.xml")));
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    shown.setContext(context);
    shown.start();
    root.addAppender(shown);
  }

  @Test
  void thatAServerWhichStopsTakesNothingMoreIsNoError() {
    Logger raft = context.getLogger("org.apache.ratis.server.RaftServer$Division");

    raft.error("Failed appendEntries", new ServerNotReadyException("is CLOSING"));
    raft.warn("Failed", new IOException(new ServerNotReadyException("is CLOSING")));
    // How a logger hands an exception on depends on how many values the line has.
    raft.error("{}: Failed", "a", new ServerNotReadyException("is CLOSING"));
    raft.error("{}: Failed {}", "a", "b->a", new ServerNotReadyException("is CLOSING"));
    raft.error("{}: {} {}", "a", "Failed", "b->a", new ServerNotReadyException("is CLOSING"));
    assertThat(shown.list).isEmpty();

    raft.error("{}: Failed {}", "a", "b->a", new IOException("disk"));
    context
        .getLogger("io.quorate.replica.RaftNode")
        .error("cannot start", new ServerNotReadyException("is CLOSING"));
    assertThat(shown.list).hasSize(2);
  }

  @Test
  void pausesOfTheMachineAreNoWarnings() {
    context.getLogger("org.apache.ratis.util.JvmPauseMonitor").warn("Detected pause of 0.4s");

    assertThat(shown.list).isEmpty();
  }
}
