package io.quorate.core.declaration;

import io.quorate.core.Names;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something that is started on the node that becomes active, and stopped when it ceases to be. */
public sealed interface Resource {

  /** Name, unique in the group. */
  String name();

  /** Calls the case for this kind. */
  <R> R dispatch(Cases<R> cases);

  /** Whether it is a process under the guard, which ends it with the lease. */
  boolean guarded();

  /** Whether it turns clients away before a planned change. */
  boolean quiesces();

  /** How long it may take to start at most. */
  StartLimit startLimit();

  /** Adds what is out of its range. */
  void check(Findings findings, String path);

  /** One answer for each kind of resource. */
  interface Cases<R> {
    /** {@link Service} */
    R service(Service resource);

    /** {@link Hook} */
    R hook(Hook resource);
  }

  /**
   * How long a start may take, and what sets the limit.
   *
   * @param time zero when there is nothing to start
   * @param key of the declaration, such as {@code ready_timeout}
   */
  record StartLimit(Duration time, String key) {}

  /**
   * A process that runs on the active only, as a child of the group's guard.
   *
   * @param name unique in the group
   * @param command no shell
   * @param environment added to the node's own
   * @param directory where it runs; null: the node's data directory
   * @param readiness when it counts as started; null: when it is alive a moment after it began
   * @param readyTimeout how long it may take to be ready
   * @param readyPeriod how often readiness is tried
   * @param stop how it is stopped
   * @param runAs whom it and its stop command run as
   * @param isolation what it is kept apart from
   */
  record Service(
      String name,
      Program command,
      Environment environment,
      @Nullable AbsolutePath directory,
      @Nullable Probe readiness,
      Duration readyTimeout,
      Duration readyPeriod,
      Stop stop,
      RunAs runAs,
      Isolation isolation)
      implements Resource {
    /** What {@link #readyTimeout} may be. */
    public static final DurationRange READY_TIMEOUT = DurationRange.ofMillis(100, 86_400_000);

    /** What {@link #readyPeriod} may be. */
    public static final DurationRange READY_PERIOD = DurationRange.ofMillis(10, 60_000);

    /** The {@link #readyTimeout} where none is given. */
    public static final Duration DEFAULT_READY_TIMEOUT = Duration.ofSeconds(30);

    /** The {@link #readyPeriod} where none is given. */
    public static final Duration DEFAULT_READY_PERIOD = Duration.ofMillis(50);

    /** Refuses what is no name, and times that cannot be counted with. */
    public Service {
      Names.require(name);
      DurationRange.require(readyTimeout);
      DurationRange.require(readyPeriod);
    }

    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.service(this);
    }

    @Override
    public boolean guarded() {
      return true;
    }

    @Override
    public boolean quiesces() {
      return false;
    }

    @Override
    public StartLimit startLimit() {
      return new StartLimit(readyTimeout, "ready_timeout");
    }

    @Override
    public void check(Findings findings, String path) {
      String at = path + ".service";
      command.check(findings, at + ".command");
      environment.check(findings, at + ".environment");
      if (directory != null) {
        directory.check(findings, at + ".directory");
      }
      findings.between(at + ".ready_timeout", readyTimeout, READY_TIMEOUT);
      findings.between(at + ".ready_period", readyPeriod, READY_PERIOD);
      stop.check(findings, at);
      if (readiness != null) {
        readiness.check(findings, at + ".readiness");
      }
    }
  }

  /**
   * How a service is stopped.
   *
   * @param command run to stop it; null: the signal is sent
   * @param signal sent to its first process
   * @param timeout after which what is left is killed
   */
  record Stop(@Nullable Program command, Signal signal, Duration timeout) {
    /** What {@link #timeout} may be. */
    public static final DurationRange TIMEOUT = DurationRange.ofMillis(0, 86_400_000);

    /** The {@link #timeout} where none is given. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /** Refuses a time that cannot be counted with. */
    public Stop {
      DurationRange.require(timeout);
    }

    void check(Findings findings, String path) {
      if (command != null) {
        command.check(findings, path + ".stop_command");
      }
      findings.between(path + ".stop_timeout", timeout, TIMEOUT);
    }
  }

  /**
   * Commands at the steps of a role change; null is a step without one.
   *
   * @param name unique in the group
   * @param quiesce turns clients away before a planned change
   * @param demote when the node ceases to be active
   * @param promote when the node becomes active
   * @param timeout for each of them
   * @param environment added to the node's own
   * @param runAs whom its commands run as
   */
  record Hook(
      String name,
      @Nullable Program quiesce,
      @Nullable Program demote,
      @Nullable Program promote,
      Duration timeout,
      Environment environment,
      RunAs runAs)
      implements Resource {
    /** What {@link #timeout} may be. */
    public static final DurationRange TIMEOUT = DurationRange.ofMillis(100, 86_400_000);

    /** The {@link #timeout} where none is given. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /** Refuses what is no name, and a time that cannot be counted with. */
    public Hook {
      Names.require(name);
      DurationRange.require(timeout);
    }

    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.hook(this);
    }

    @Override
    public boolean guarded() {
      return false;
    }

    @Override
    public boolean quiesces() {
      return quiesce != null;
    }

    @Override
    public StartLimit startLimit() {
      return new StartLimit(promote == null ? Duration.ZERO : timeout, "timeout of its promote");
    }

    @Override
    public void check(Findings findings, String path) {
      String at = path + ".hook";
      if (quiesce == null && demote == null && promote == null) {
        findings.invalid(at, "a hook without a command", "give it quiesce, demote or promote");
      }
      check(findings, at + ".quiesce", quiesce);
      check(findings, at + ".demote", demote);
      check(findings, at + ".promote", promote);
      findings.between(at + ".timeout", timeout, TIMEOUT);
      environment.check(findings, at + ".environment");
    }

    private static void check(Findings findings, String path, @Nullable Program command) {
      if (command != null) {
        command.check(findings, path);
      }
    }
  }
}
