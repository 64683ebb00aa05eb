package io.quorate.server.process;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A snapshot of the machine's processes, ordered by number. Immutable. */
public final class ProcessTable {
  private final NavigableMap<Long, ProcessEntry> byPid = new TreeMap<>();

  /** A table of these entries; of two with one number the later one stays. */
  public ProcessTable(Collection<ProcessEntry> entries) {
    for (ProcessEntry entry : entries) {
      byPid.put(entry.id().pid(), entry);
    }
  }

  /** Every entry, by ascending number. */
  public Collection<ProcessEntry> entries() {
    return byPid.values();
  }

  /** The entry with this number, or null. */
  public @Nullable ProcessEntry byPid(long pid) {
    return byPid.get(pid);
  }

  /** Whether this very process is there, as a zombie or alive. */
  public boolean contains(ProcessId id) {
    ProcessEntry entry = byPid.get(id.pid());
    return entry != null && entry.id().equals(id);
  }

  /** Whether this very process is there and can still do something. */
  public boolean alive(ProcessId id) {
    ProcessEntry entry = byPid.get(id.pid());
    return entry != null && entry.id().equals(id) && entry.state() == ProcessState.ALIVE;
  }

  /** The numbers of all sessions that have at least one process. */
  public Set<Long> sessions() {
    Set<Long> sessions = new TreeSet<>();
    for (ProcessEntry entry : byPid.values()) {
      sessions.add(entry.session());
    }
    return sessions;
  }
}
