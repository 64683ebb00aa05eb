package io.quorate.server.local;

/** How a node of a local cluster is started. */
public enum LocalStart {
  /** For the first time: it forms the cluster. */
  BOOTSTRAP,
  /** Again, with the data that it has. */
  AGAIN,
  /** As a service manager would, first and later starts alike: without data it waits. */
  WAITING
}
