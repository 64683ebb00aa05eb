package io.quorate.core.declaration;

import java.time.Duration;

/** Resources that tests need and do not look into. */
public final class Examples {
  private Examples() {}

  /** A service that is ready within two seconds. */
  public static Resource.Service service(String name) {
    return service(name, Program.of("run"), Duration.ofSeconds(2));
  }

  /** A service that runs this, with a limit for its start. */
  public static Resource.Service service(String name, Program command, Duration readyTimeout) {
    return new Resource.Service(
        name,
        command,
        Environment.EMPTY,
        null,
        null,
        readyTimeout,
        Duration.ofMillis(100),
        new Resource.Stop(null, Signal.TERM, Duration.ofSeconds(5)),
        RunAs.NODE,
        Isolation.NONE);
  }

  /** A hook with a command at each step. */
  public static Resource.Hook hook(String name, Duration timeout) {
    return new Resource.Hook(
        name,
        Program.of("quiet"),
        Program.of("down"),
        Program.of("up"),
        timeout,
        Environment.EMPTY,
        RunAs.NODE);
  }
}
