package io.quorate.server.api;

import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigView;
import io.quorate.v1.ListValuesResponse;
import java.util.ArrayList;
import java.util.List;

/** Pages of values, bounded in number and bytes. */
final class ValuePage {
  private static final int MOST = 1_000;
  private static final int MOST_BYTES = 1 << 20;

  /** Values that are read at once: so many of the largest do no harm, for many who ask. */
  private static final int STRIDE = 4;

  private ValuePage() {}

  /**
   * What is asked for.
   *
   * @param scope whose values
   * @param below only those below this path; empty for all
   * @param after only those behind this path; empty for the first
   * @param limit how many; out of range for as many as there may be
   */
  record Wanted(ConfigScope scope, String below, String after, int limit) {
    int most() {
      return limit < 1 ? MOST : Math.min(limit, MOST);
    }

    Wanted of(ConfigScope other, String next) {
      return new Wanted(other, below, next, limit);
    }
  }

  /** Values as they are stored. */
  static ListValuesResponse stored(ConfigView view, Wanted wanted, boolean allNodes) {
    Page page = new Page(wanted.most());
    String after = wanted.after();
    while (true) {
      List<ConfigView.Found> found =
          view.list(wanted.scope(), wanted.below(), after, Math.min(STRIDE, page.left() + 1));
      for (ConfigView.Found one : found) {
        if (!page.add(one)) {
          return page.message(view, true, "");
        }
      }
      if (found.size() < STRIDE) {
        break;
      }
      after = found.get(found.size() - 1).place().path().value();
    }
    String next = allNodes ? nextScope(view, wanted.scope()) : "";
    return page.message(view, !next.isEmpty(), next);
  }

  private static String nextScope(ConfigView view, ConfigScope present) {
    return view.scopes().stream()
        .filter(scope -> scope.compareTo(present) > 0)
        .min(ConfigScope::compareTo)
        .map(scope -> String.valueOf(scope.node()))
        .orElse("");
  }

  /** What a member sees: its own values over those for all. */
  static ListValuesResponse effective(ConfigView view, Wanted wanted) {
    Page page = new Page(wanted.most());
    String after = wanted.after();
    while (true) {
      List<ConfigView.Found> own = view.list(wanted.scope(), wanted.below(), after, STRIDE);
      List<ConfigView.Found> common = view.list(ConfigScope.ALL, wanted.below(), after, STRIDE);
      List<ConfigView.Found> both = merged(own, common);
      for (ConfigView.Found one : both) {
        if (!page.add(one)) {
          return page.message(view, true, "");
        }
      }
      if (both.isEmpty()) {
        return page.message(view, false, "");
      }
      after = both.get(both.size() - 1).place().path().value();
    }
  }

  /** As far as both lists reach, in the order of paths. */
  private static List<ConfigView.Found> merged(
      List<ConfigView.Found> own, List<ConfigView.Found> common) {
    List<ConfigView.Found> merged = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < own.size() || j < common.size()) {
      boolean ownEnded = i == own.size();
      boolean commonEnded = j == common.size();
      if ((ownEnded && own.size() == STRIDE) || (commonEnded && common.size() == STRIDE)) {
        return merged; // what comes next of that list is not known yet
      }
      int order = ownEnded ? 1 : commonEnded ? -1 : path(own.get(i)).compareTo(path(common.get(j)));
      merged.add(order <= 0 ? own.get(i) : common.get(j));
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return merged;
  }

  private static String path(ConfigView.Found found) {
    return found.place().path().value();
  }

  /** Fills up to its bounds. */
  private static final class Page {
    private final ListValuesResponse.Builder message = ListValuesResponse.newBuilder();
    private final int most;
    private int bytes;

    Page(int most) {
      this.most = most;
    }

    int left() {
      return most - message.getEntriesCount();
    }

    /** False when the page is full. */
    boolean add(ConfigView.Found found) {
      int size = found.entry().value().size();
      if (left() == 0 || (message.getEntriesCount() > 0 && bytes + size > MOST_BYTES)) {
        return false;
      }
      bytes += size;
      message.addEntries(ConfigMessages.entry(found.place(), found.entry()));
      return true;
    }

    ListValuesResponse message(ConfigView view, boolean more, String nextNode) {
      return message
          .setMore(more)
          .setNextNode(nextNode)
          .setRevision(view.head().revision().value())
          .build();
    }
  }
}
