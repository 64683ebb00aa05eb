package io.quorate.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;

/**
 * What follows a message that came with an exception: its causes in the same line. Where it stood
 * in the code is of use to developers only, so the stack is there for errors of our own and for
 * what is shown at the level DEBUG.
 */
public final class ShortCauses extends ThrowableProxyConverter {
  private static final String OURS = "io.quorate.";
  private static final int MAX_CAUSES = 5;

  /** Made by logback. */
  public ShortCauses() {}

  @Override
  public String convert(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown == null) {
      return "\n";
    }
    boolean error = event.getLevel().isGreaterOrEqual(Level.ERROR);
    boolean detail = Level.DEBUG.isGreaterOrEqual(event.getLevel());
    return (error && event.getLoggerName().startsWith(OURS)) || detail
        ? "\n" + super.convert(event)
        : causes(thrown) + "\n";
  }

  private static String causes(IThrowableProxy thrown) {
    StringBuilder text = new StringBuilder();
    IThrowableProxy cause = thrown;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      text.append(i == 0 ? " (" : "; ").append(simpleName(cause.getClassName()));
      if (cause.getMessage() != null) {
        text.append(": ").append(cause.getMessage().strip().replace('\n', ' '));
      }
      cause = cause.getCause();
    }
    return text.append(')').toString();
  }

  private static String simpleName(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }
}
