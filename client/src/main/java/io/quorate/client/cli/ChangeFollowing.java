package io.quorate.client.cli;

import com.google.protobuf.Message;
import io.quorate.client.ChangeWatch;
import io.quorate.client.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Shows changes as they come, each on a line, until there were enough, nobody reads any more, or no
 * node has answered for too long.
 *
 * @param <E> type of the events
 */
final class ChangeFollowing<E extends Message> {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final QuorateCommand root;
  private final WatchOptions options;
  private final Function<E, Shown> view;

  /**
   * An event as it is shown.
   *
   * @param title what comes before; empty for nothing
   * @param changes a line for each
   */
  record Shown(String title, List<String> changes) {
    String text() {
      String lines = String.join("\n", changes);
      return title.isEmpty() || changes.isEmpty() ? title + lines : title + "\n" + lines;
    }
  }

  ChangeFollowing(QuorateCommand root, WatchOptions options, Function<E, Shown> view) {
    this.root = root;
    this.options = options;
    this.view = view;
  }

  /** Runs to its end; Ctrl-C is a good one. */
  int run(ChangeWatch<E> watch) throws RefusedException, InterruptedException {
    Duration patience = WatchOptions.patience(root);
    Duration look = patience.compareTo(LOOK) < 0 ? patience : LOOK;
    long left = options.count();
    try (watch;
        GoodEnd end = GoodEnd.whenInterrupted(root.console())) {
      while (left > 0 && !root.console().out().checkError()) {
        Optional<E> event = watch.next(look);
        if (event.isPresent()) {
          left -= show(event.get());
        } else if (watch.silence().compareTo(patience) >= 0) {
          root.console()
              .error(
                  "no node has answered for "
                      + Words.duration(watch.silence())
                      + "; check that the nodes run; go on with --from "
                      + watch.revision());
          return ExitCode.NO_QUORUM;
        }
      }
      return end.code();
    }
  }

  private int show(E event) {
    Shown shown = view.apply(event);
    root.console().answerInSeries(event, paint -> shown.text());
    return shown.changes().size();
  }
}
