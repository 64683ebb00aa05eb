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
  private final Set<Long> vanished;
  private final Set<Long> unmarked;

  /** A table of these entries; of two with one number the later one stays. */
  public ProcessTable(Collection<ProcessEntry> entries) {
    this(entries, Set.of(), Set.of());
  }

  /**
   * The same.
   *
   * @param vanished numbers that were listed but had ended when they were looked at
   * @param unmarked numbers of entries of which the marker could not be told
   */
  public ProcessTable(Collection<ProcessEntry> entries, Set<Long> vanished, Set<Long> unmarked) {
    this.vanished = new TreeSet<>(vanished);
    this.unmarked = new TreeSet<>(unmarked);
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

  /** The first child that this process made, of those that are there; null for none. */
  public @Nullable ProcessEntry firstChild(long parent) {
    ProcessEntry first = null;
    for (ProcessEntry entry : byPid.values()) {
      boolean earlier = first == null || entry.id().startTicks() < first.id().startTicks();
      if (entry.parent() == parent && earlier) {
        first = entry;
      }
    }
    return first;
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

  /** Whether every entry shows its marker, or that it has none. */
  public boolean showsMarkers() {
    return unmarked.isEmpty();
  }

  /**
   * Whether somebody ended between the earlier table and this one, or while it was read, or was
   * replacing its program, of whom neither shows what it was. Such a process may have left a child
   * that is in neither table, or may be one that is looked for.
   */
  public boolean leavesDoubts(ProcessTable earlier) {
    for (long pid : vanished) {
      if (earlier.byPid(pid) == null) {
        return true;
      }
    }
    for (ProcessEntry entry : byPid.values()) {
      boolean told = earlier.contains(entry.id()) && !earlier.unmarked.contains(entry.id().pid());
      boolean silent = entry.state() == ProcessState.ZOMBIE || unmarked.contains(entry.id().pid());
      if (silent && !told) {
        return true;
      }
    }
    return false;
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
