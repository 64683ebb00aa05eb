package io.quorate.core.registry;

import io.quorate.core.ClusterTime;
import io.quorate.core.Reason;
import io.quorate.core.SessionId;
import io.quorate.core.counter.CounterBlock;
import io.quorate.core.store.Counter;
import io.quorate.core.store.Row;
import io.quorate.core.store.Store;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of programs: how they are opened, and how they end. Which of them are idle is found
 * by the times that are noted of them, never by a look at all.
 */
public final class Sessions {
  /** Sessions that may be open at a time. */
  public static final int MOST = 4_096;

  /** A session that was not used for so long, of the cluster's time, ends. */
  public static final Duration IDLE = Duration.ofHours(1);

  /** How much time passes between two notes that a session is used: each costs rows. */
  static final Duration NOTING = Duration.ofMinutes(1);

  /** Sessions that end by one command. */
  static final int ENDED_AT_ONCE = 256;

  private static final Counter OPENED = new Counter("sessions-opened");
  private static final Counter OPEN = new Counter("sessions-open");

  /** Greater than every character of a key. */
  private static final String END = "~";

  private Sessions() {}

  /** How many are open. */
  public static int open(StoreView store) {
    return Math.toIntExact(OPEN.read(store));
  }

  /** Numbers go on so far above the last: a program may hold one that is not known here. */
  static void leap(Store store, long by) {
    OPENED.add(store, by);
  }

  /** When the next one may be idle; null when none is open. */
  static @Nullable ClusterTime due(StoreView store) {
    List<Row<Long>> first = store.range(Table.SESSIONS_IDLE, "", END, 1);
    return first.isEmpty() ? null : idleFrom(first.get(0));
  }

  static Decision openOne(StoreView store, ClusterTime now, String actor) {
    int open = open(store);
    if (open >= MOST) {
      return Rules.reject(
          Reason.LIMIT_EXCEEDED,
          open + " sessions are open",
          "open at most "
              + MOST
              + ": end those that are not needed; an idle one ends after an hour");
    }
    SessionId next = new SessionId(OPENED.read(store) + 1);
    return Rules.accept(
        new Answer(
            Answer.DONE.epoch(),
            Answer.DONE.revision(),
            Answer.Change.CREATED,
            List.of(),
            new CounterBlock(next.value(), next.value())),
        new Event.SessionOpened(next, actor, now.plus(NOTING).plus(IDLE)));
  }

  static Decision end(StoreView store, SessionId session) {
    return store.get(Table.SESSIONS, key(session)) == null
        ? Rules.accept(Answer.DONE)
        : Rules.accept(Answer.DONE, new Event.SessionsEnded(List.of(session), null));
  }

  /** The end of those that are idle by now, as many as one command may end. */
  static Event.SessionsEnded idle(StoreView store, ClusterTime now) {
    List<SessionId> idle = new ArrayList<>();
    ClusterTime next = null;
    for (Row<Long> row : store.range(Table.SESSIONS_IDLE, "", END, ENDED_AT_ONCE + 1)) {
      if (idle.size() == ENDED_AT_ONCE || !now.reached(idleFrom(row))) {
        next = idleFrom(row);
        break;
      }
      idle.add(new SessionId(row.value()));
    }
    return new Event.SessionsEnded(idle, next);
  }

  static void opened(Store store, Event.SessionOpened event, ClusterTime now) {
    OPENED.set(store, event.session().value());
    OPEN.add(store, 1);
    SessionRecord session = new SessionRecord(event.actor(), now, 0, List.of());
    store.put(Table.SESSIONS, key(event.session()), session);
    store.put(Table.SESSIONS_IDLE, idleKey(now, event.session()), event.session().value());
  }

  static void ended(Store store, Event.SessionsEnded event) {
    for (SessionId id : event.sessions()) {
      SessionRecord session = store.get(Table.SESSIONS, key(id));
      if (session != null) {
        store.delete(Table.SESSIONS, key(id));
        store.delete(Table.SESSIONS_IDLE, idleKey(session.noted(), id));
        OPEN.add(store, -1);
      }
    }
  }

  /** Writes the row of a session that is used. */
  static void put(Store store, SessionId id, SessionRecord session, ClusterTime now) {
    boolean note = now.reached(session.noted().plus(NOTING));
    if (note) {
      store.delete(Table.SESSIONS_IDLE, idleKey(session.noted(), id));
      store.put(Table.SESSIONS_IDLE, idleKey(now, id), id.value());
    }
    store.put(Table.SESSIONS, key(id), note ? session.usedAt(now) : session);
  }

  static String key(SessionId id) {
    return Counter.key(id.value());
  }

  private static String idleKey(ClusterTime noted, SessionId id) {
    return Counter.key(Math.max(0, noted.millis())) + "/" + key(id);
  }

  private static ClusterTime idleFrom(Row<Long> row) {
    String noted = row.key().substring(0, row.key().indexOf('/'));
    return new ClusterTime(Long.parseLong(noted)).plus(NOTING).plus(IDLE);
  }
}
