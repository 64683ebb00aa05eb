package io.quorate.server.diagnosis;

import io.quorate.server.guard.Guard;
import io.quorate.server.guard.GuardStation;
import io.quorate.server.guard.GuardView;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The guards of a node, the last one of each group that has ended included, and their last words.
 */
public final class GuardsText {
  private static final int MOST = 200;
  private static final int LINES = 20;

  private GuardsText() {}

  /** Empty where no guard can be: on a witness. */
  public static String of(Optional<GuardStation> station) throws IOException {
    List<Guard> guards = station.isPresent() ? station.get().known() : List.of();
    StringBuilder text = new StringBuilder();
    for (Guard guard : guards.subList(0, Math.min(MOST, guards.size()))) {
      add(text, guard);
    }
    if (guards.size() > MOST) {
      text.append("and ").append(guards.size() - MOST).append(" more\n");
    }
    return guards.isEmpty() ? "none\n" : text.toString();
  }

  private static void add(StringBuilder text, Guard guard) throws IOException {
    GuardView view = guard.snapshot();
    text.append(
        String.format(
            Locale.ROOT,
            "%s epoch %d: %s, said last that it is %s, %d ms ago%n",
            guard.identity().group(),
            guard.identity().epoch(),
            word(view.presence()),
            word(view.phase()),
            view.beatAge().toMillis()));
    for (int i = 0; i < view.slots().size(); i++) {
      text.append(
          String.format(
              Locale.ROOT,
              "  service %s: %s, %d starts%n",
              guard.spec().services().get(i).name(),
              word(view.slots().get(i).state()),
              view.slots().get(i).starts()));
    }
    view.notices().forEach(notice -> text.append("  notice: ").append(word(notice)).append('\n'));
    List<String> log = guard.log();
    log.subList(Math.max(0, log.size() - LINES), log.size())
        .forEach(line -> text.append("  ").append(line).append('\n'));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
