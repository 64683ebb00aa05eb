package io.quorate.core.declaration;

/** A question about the health of something, answered by yes or no. */
public sealed interface Probe {

  /** Calls the case for this kind. */
  <R> R dispatch(Cases<R> cases);

  /** Whether it runs a program, which is told of the role in its environment. */
  boolean runsProgram();

  /** Adds what is out of its range. */
  void check(Findings findings, String path);

  /** One answer for each kind of probe. */
  interface Cases<R> {
    /** {@link Exec} */
    R exec(Exec probe);

    /** {@link Http} */
    R http(Http probe);

    /** {@link Tcp} */
    R tcp(Tcp probe);
  }

  /**
   * Yes when the command exits 0.
   *
   * @param command no shell
   * @param runAs whom it runs as
   */
  record Exec(Program command, RunAs runAs) implements Probe {
    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.exec(this);
    }

    @Override
    public boolean runsProgram() {
      return true;
    }

    @Override
    public void check(Findings findings, String path) {
      command.check(findings, path + ".exec.command");
    }
  }

  /**
   * Yes on one of some statuses.
   *
   * @param url what is asked
   * @param passing {@link #ANY_SUCCESS}, or a single one
   */
  record Http(HttpUrl url, CountRange passing) implements Probe {
    /** The statuses that pass where none is given. */
    public static final CountRange ANY_SUCCESS = new CountRange(200, 299);

    /** What a single status may be. */
    public static final CountRange STATUS = new CountRange(100, 599);

    /** Yes on this status and no other. */
    public static Http passingOn(int status, HttpUrl url) {
      return new Http(url, new CountRange(status, status));
    }

    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.http(this);
    }

    @Override
    public boolean runsProgram() {
      return false;
    }

    @Override
    public void check(Findings findings, String path) {
      findings.weigh(url.toString());
      findings.size(path + ".http.status", passing.least(), STATUS);
    }
  }

  /**
   * Yes when a connection is accepted.
   *
   * @param endpoint where
   */
  record Tcp(Endpoint endpoint) implements Probe {
    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.tcp(this);
    }

    @Override
    public boolean runsProgram() {
      return false;
    }

    @Override
    public void check(Findings findings, String path) {
      // An endpoint is right as soon as it could be read.
    }
  }
}
