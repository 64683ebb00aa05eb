package io.quorate.core.registry;

import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import java.util.Optional;

/**
 * Most that one log entry holds, so that every entry can be stored, sent and applied.
 *
 * @param bytes of all its requests, as they are encoded
 * @param requests how many
 * @param events that all of them may lead to
 */
public record EntryLimits(int bytes, int requests, int events) {
  /**
   * Most events of one entry. What goes beyond them is refused when the entry is applied: whoever
   * fills entries by {@link EntryShare} never sees that.
   */
  public static final int MAX_EVENTS = 4 * DeclarationRules.MAX_GROUPS;

  /** For entries of so many bytes and requests. */
  public static EntryLimits of(int bytes, int requests) {
    return new EntryLimits(bytes, requests, MAX_EVENTS);
  }

  /** Why the request fits into no entry, even alone; empty when it does. */
  public Optional<Refusal> against(EntryShare share) {
    return fits(EntryShare.NONE, 0, share)
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                Reason.LIMIT_EXCEEDED,
                "the request has " + share.bytes() + " bytes",
                "use at most " + bytes));
  }

  /** Whether the request fits beside what is in an entry already. */
  boolean fits(EntryShare taken, int count, EntryShare next) {
    return count < requests
        && next.bytes() <= bytes - taken.bytes()
        && next.events() <= events - taken.events();
  }

  static Refusal full() {
    return Refusal.of(
        Reason.ENTRY_FULL,
        "the log entry that holds the request changes as much as an entry may already",
        "ask again");
  }
}
