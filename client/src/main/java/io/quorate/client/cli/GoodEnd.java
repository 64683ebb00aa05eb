package io.quorate.client.cli;

/**
 * Makes Ctrl-C the good end of a command that has no other: the process ends with {@link
 * ExitCode#DONE}, after what was printed is out. Without it Java ends with a code that says that it
 * was interrupted.
 */
final class GoodEnd implements AutoCloseable {
  private final Thread hook;

  private GoodEnd(Thread hook) {
    this.hook = hook;
  }

  /** From now on, until this is closed. */
  static GoodEnd whenInterrupted(Console console) {
    Thread hook =
        new Thread(
            () -> {
              console.out().flush();
              Runtime.getRuntime().halt(ExitCode.DONE);
            },
            "good-end");
    Runtime.getRuntime().addShutdownHook(hook);
    return new GoodEnd(hook);
  }

  /** With what the command ends. */
  int code() {
    return ExitCode.DONE;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The process ends already, and the hook says how.
    }
  }
}
