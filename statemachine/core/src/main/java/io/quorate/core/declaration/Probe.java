package io.quorate.core.declaration;

import java.util.List;

/** A question about the health of something, answered by yes or no. */
public sealed interface Probe {

  /**
   * Yes when the command exits 0.
   *
   * @param command program and arguments; no shell
   */
  record Exec(List<String> command) implements Probe {
    /** Keeps its own copy. */
    public Exec {
      command = List.copyOf(command);
    }
  }

  /**
   * Yes on a status from 200 to 299, or on the one given.
   *
   * @param url http or https
   * @param status the only good status; 0: any from 200 to 299
   */
  record Http(String url, int status) implements Probe {}

  /**
   * Yes when a connection is accepted.
   *
   * @param host address or name
   * @param port 1 to 65535
   */
  record Tcp(String host, int port) implements Probe {}
}
