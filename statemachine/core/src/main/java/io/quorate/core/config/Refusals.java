package io.quorate.core.config;

import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import java.util.ArrayList;
import java.util.List;

/** Gathers reasons: the first ones are named, the rest is counted. */
public final class Refusals {
  private final List<Refusal> named = new ArrayList<>();
  private int more;

  /** Adds one that is about no path. */
  public void add(Reason reason, String message, String remedy) {
    add(new Refusal(reason, message, remedy, ""));
  }

  /** Adds one that is about a path. */
  public void add(Reason reason, String message, String remedy, String path) {
    add(new Refusal(reason, message, remedy, path));
  }

  /** Adds one. */
  public void add(Refusal refusal) {
    if (named.size() < ConfigLimits.NAMED_REFUSALS) {
      named.add(refusal);
    } else {
      more++;
    }
  }

  /** Whether nothing speaks against it. */
  public boolean none() {
    return named.isEmpty();
  }

  /** Those that are named, and how many more there are. */
  public List<Refusal> all() {
    List<Refusal> all = new ArrayList<>(named);
    if (more > 0) {
      all.add(
          Refusal.of(
              Reason.LIMIT_EXCEEDED,
              "there are " + more + " more reasons, which are not named",
              "see to those that are named first"));
    }
    return all;
  }
}
