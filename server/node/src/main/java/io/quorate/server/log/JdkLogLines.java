package io.quorate.server.log;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/** Takes what libraries say through the logger of the JDK to where all other lines go. */
final class JdkLogLines extends Handler {
  private final SimpleFormatter wording = new SimpleFormatter();

  @Override
  public void publish(LogRecord line) {
    String name = line.getLoggerName();
    LoggerFactory.getLogger(name == null || name.isEmpty() ? "jdk" : name)
        .atLevel(level(line.getLevel()))
        .setCause(line.getThrown())
        .log(wording.formatMessage(line));
  }

  private static org.slf4j.event.Level level(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return org.slf4j.event.Level.ERROR;
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return org.slf4j.event.Level.WARN;
    }
    return level.intValue() >= Level.INFO.intValue()
        ? org.slf4j.event.Level.INFO
        : org.slf4j.event.Level.DEBUG;
  }

  @Override
  public void flush() {
    // Nothing is held back here.
  }

  @Override
  public void close() {
    // Nothing is open here.
  }
}
