package io.quorate.server.guard;

import io.quorate.server.process.Account;
import io.quorate.server.process.Toolbox;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a guard finds in its directory when it starts.
 *
 * @param identity which guard it is
 * @param cgroup its cgroup, to be made by it; null where there is none
 * @param tools how it starts processes
 * @param spec what it keeps
 * @param accounts whom services run as that do not run as the node's user, by slot
 */
record Launch(
    GuardIdentity identity,
    @Nullable Path cgroup,
    Toolbox tools,
    GuardSpec spec,
    SortedMap<Integer, Account> accounts) {
  /** Takes a copy. */
  Launch {
    accounts = Collections.unmodifiableSortedMap(new TreeMap<>(accounts));
  }

  /** With services of the node's own user only. */
  Launch(GuardIdentity identity, @Nullable Path cgroup, Toolbox tools, GuardSpec spec) {
    this(identity, cgroup, tools, spec, new TreeMap<>());
  }
}
