package io.quorate.replica;

import org.apache.ratis.util.ExitUtils;

/**
 * Takes away Ratis' habit of ending the JVM by itself: its class for that also installs a handler
 * which exits on any thread's uncaught exception. Ends are decided by {@link Halt}.
 */
final class RatisExits {
  private RatisExits() {}

  static void disable() {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    ExitUtils.disableSystemExit();
    Thread.setDefaultUncaughtExceptionHandler(before);
  }
}
