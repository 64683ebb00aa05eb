package io.quorate.core.sim;

import io.quorate.core.RequestId;
import io.quorate.core.SessionId;
import io.quorate.core.SessionStep;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Request;
import io.quorate.core.store.Row;
import io.quorate.core.store.Table;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program that writes in a session. It sends again what it has sent, in order, as one does that
 * has lost its answers: to whichever node believes that it leads. Now and then it ends its session,
 * and asks for another.
 */
final class ProgramSession {
  /** More than a session keeps answers of, so that some come too late. */
  private static final int REMEMBERED = 80;

  private final World world;
  private final Dice dice;
  private final Deque<Request> sent = new ArrayDeque<>();
  private @Nullable SessionId session;
  private long asked;

  ProgramSession(World world, Dice dice) {
    this.world = world;
    this.dice = dice;
  }

  void ask(Command command) {
    SessionId present = open();
    if (present == null) {
      asked++;
      tell(named(new Command.OpenSession()));
      return;
    }
    if (dice.chance(0.02)) {
      asked++;
      tell(named(new Command.EndSession(present)));
      return;
    }
    asked++;
    Request request = new Request(command, actor(), new SessionStep(present, asked), null);
    sent.add(request);
    if (sent.size() > REMEMBERED) {
      sent.remove();
    }
    if (dice.chance(0.3)) {
      again();
    } else {
      tell(request);
    }
  }

  /** The last one that was opened; what was sent in another is not sent in this. */
  private @Nullable SessionId open() {
    List<Row<Long>> newest = world.truth.store().rangeDescending(Table.SESSIONS_IDLE, "", "~", 1);
    SessionId found = newest.isEmpty() ? null : new SessionId(newest.get(0).value());
    if (found == null || !found.equals(session)) {
      session = found;
      sent.clear();
    }
    return found;
  }

  /** From some write on, all that follow. */
  private void again() {
    int from = dice.below(sent.size());
    world.count("sent again in a session");
    sent.stream().skip(from).forEach(this::tell);
  }

  private Request named(Command command) {
    return new Request(command, actor(), new RequestId("session-" + asked), null);
  }

  private String actor() {
    return Operators.ACTOR + "session-" + asked;
  }

  private void tell(Request request) {
    world.ask(dice, () -> request);
  }
}
