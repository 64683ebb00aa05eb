package io.quorate.server.api;

import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import io.quorate.core.config.ConfigEntry;
import io.quorate.core.config.ConfigLimits;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigUndo;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.ConfigView;
import io.quorate.v1.DiffConfigResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What differs between two revisions of a space. */
final class ConfigDiff {
  private final ConfigView view;
  private final Revision from;
  private final Revision to;
  private @Nullable NavigableMap<ConfigPlace, ConfigUndo> sinceFrom;
  private @Nullable NavigableMap<ConfigPlace, ConfigUndo> sinceTo;

  /**
   * Compares.
   *
   * @param to null for the present revision
   */
  ConfigDiff(ConfigView view, Revision from, @Nullable Revision to) {
    this.view = view;
    this.from = from;
    this.to = to == null ? view.head().revision() : to;
  }

  /** Why they cannot be compared; empty when they can. */
  List<Refusal> against() {
    List<Refusal> refusals = new ArrayList<>();
    for (Revision revision : new TreeSet<>(List.of(from, to))) {
      view.beyondReach(revision).ifPresent(refusals::add);
    }
    if (!refusals.isEmpty()) {
      return refusals;
    }
    sinceFrom = view.since(from);
    sinceTo = view.since(to);
    if (sinceFrom == null || sinceTo == null) {
      refusals.add(
          Refusal.of(
              Reason.LIMIT_EXCEEDED,
              "too much has changed since revision " + (sinceFrom == null ? from : to),
              "compare later revisions: "
                  + ConfigLimits.SINCE_ROWS
                  + " changes of "
                  + ConfigLimits.SINCE_BYTES
                  + " bytes are looked at, and "
                  + ConfigLimits.COMMIT_BYTES
                  + " bytes of values compared"));
    }
    return refusals;
  }

  /** The differences, once nothing speaks against it. */
  DiffConfigResponse message() {
    NavigableMap<ConfigPlace, ConfigUndo> before = or(sinceFrom);
    NavigableMap<ConfigPlace, ConfigUndo> after = or(sinceTo);
    SortedSet<ConfigPlace> places = new TreeSet<>(before.keySet());
    places.addAll(after.keySet());
    Differences differences = new Differences(from.value(), to.value());
    for (ConfigPlace place : places) {
      if (differences.cut()) {
        break;
      }
      differences.add(place, value(place, before), value(place, after));
    }
    return differences.message();
  }

  private static NavigableMap<ConfigPlace, ConfigUndo> or(
      @Nullable NavigableMap<ConfigPlace, ConfigUndo> known) {
    return known == null ? new TreeMap<>() : known;
  }

  private @Nullable ConfigValue value(
      ConfigPlace place, NavigableMap<ConfigPlace, ConfigUndo> since) {
    ConfigUndo undo = since.get(place);
    ConfigEntry entry = undo == null ? view.get(place) : undo.before();
    return entry == null ? null : entry.value();
  }
}
