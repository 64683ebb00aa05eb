package io.quorate.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ShortCausesTest {
  private final Exception failure =
      new IllegalStateException("cannot write", new IOException("disk\nfull"));

  private static String said(String logger, Level level, Throwable thrown) {
    Logger of = new LoggerContext().getLogger(logger);
    ShortCauses causes = new ShortCauses();
    causes.start();
    return causes.convert(new LoggingEvent("x", of, level, "message", thrown, new Object[0]));
  }

  @Test
  void causesStandInTheLine() {
    assertThat(said("org.apache.ratis.server", Level.WARN, failure))
        .isEqualTo(" (IllegalStateException: cannot write; IOException: disk full)\n");
    assertThat(said("org.apache.ratis.server", Level.ERROR, failure)).hasLineCount(1);
    assertThat(said("io.quorate.server", Level.WARN, failure)).hasLineCount(1);
  }

  @Test
  void aStackIsForErrorsOfOurOwnAndForWhoAsks() {
    String stack = "at " + ShortCausesTest.class.getName();
    assertThat(said("io.quorate.server", Level.ERROR, failure)).contains(stack).endsWith("\n");
    assertThat(said("org.apache.ratis.server", Level.DEBUG, failure)).contains(stack);
  }

  @Test
  void withoutACauseThereIsOnlyTheEndOfTheLine() {
    LoggingEvent event =
        new LoggingEvent(
            "x", new LoggerContext().getLogger("io.quorate"), Level.INFO, "m", null, null);
    assertThat(new ShortCauses().convert(event)).isEqualTo("\n");
  }
}
