package io.quorate.server.process;

/**
 * One line of a {@link ProcessTable}.
 *
 * @param id which process
 * @param parent number of its parent, 0 for none
 * @param session number of the process that leads its session
 * @param state whether it can still do anything
 * @param marker its {@link ProcessMarker#VARIABLE} environment variable; for a guard or a leash its
 *     {@link ProcessMarker#GUARD_VARIABLE} after an exclamation mark; empty when it has neither or
 *     may not be read
 */
public record ProcessEntry(
    ProcessId id, long parent, long session, ProcessState state, String marker) {
  /** The same line with this marker. */
  ProcessEntry with(String found) {
    return found.equals(marker) ? this : new ProcessEntry(id, parent, session, state, found);
  }
}
