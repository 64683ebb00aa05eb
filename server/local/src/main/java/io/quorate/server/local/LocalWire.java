package io.quorate.server.local;

/** How the nodes of a local cluster and their clients speak. */
public enum LocalWire {
  /** In plain text; whoever reaches a port is believed. */
  PLAIN,
  /** Over TLS, with certificates that an authority of the cluster's own has made. */
  PROVEN
}
