package io.quorate.server.files;

import java.util.Collection;
import java.util.SortedSet;

/** Asks whether names of hosts lead anywhere. */
interface HostLookup {

  /** Those of the names that no address was found for, within a few seconds at most. */
  SortedSet<String> unresolved(Collection<String> names);
}
