package io.quorate.bench.contender;

import java.util.Locale;

/** What Quorate can be measured beside. */
public enum PeerKind {
  /** etcd, a program. */
  ETCD,
  /** ZooKeeper, a library of this benchmark. */
  ZOOKEEPER;

  /** As the command line has it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
