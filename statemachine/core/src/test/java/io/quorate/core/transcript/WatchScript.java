package io.quorate.core.transcript;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import io.quorate.core.config.ConfigCatchUp;
import io.quorate.core.config.ConfigListing;
import io.quorate.core.config.SpaceId;
import io.quorate.core.config.WatchedPlaces;
import io.quorate.core.store.StoreView;
import java.util.List;
import java.util.Optional;

/**
 * What somebody is told who watches a configuration, in words: {@code watch GROUP from=N}, with
 * {@code below=PATH} and {@code node=NAME}. From 0 it is all that is there.
 */
final class WatchScript {
  private static final int PIECE = 1;

  private WatchScript() {}

  /** The reasons why it cannot be watched. */
  static List<Reason> watch(Words words, StoreView store, StringBuilder output) {
    SpaceId space = new SpaceId(new GroupId(words.at(1)));
    WatchedPlaces watched =
        new WatchedPlaces(
            words.get("below", ""), words.has("node") ? new NodeId(words.get("node")) : null);
    Revision from = new Revision(words.number("from", 0));
    if (from.equals(Revision.NONE)) {
      list(new ConfigListing(store, space), watched, output);
      return List.of();
    }
    ConfigCatchUp missed = new ConfigCatchUp(store, space);
    Optional<Refusal> against = missed.against(from);
    if (against.isPresent()) {
      output.append("REFUSED ").append(Words.of(against.get())).append('\n');
      return List.of(against.get().reason());
    }
    ConfigCatchUp.Cursor cursor = ConfigCatchUp.Cursor.at(from);
    while (!missed.reachesHead(cursor)) {
      long revision = cursor.told().value() + 1;
      ConfigCatchUp.Step step = missed.next(cursor, watched, PIECE);
      for (ConfigCatchUp.Changed changed : step.changes()) {
        output.append(revision).append(": ").append(changed.place());
        output.append(changed.entry() == null ? " is gone" : " is another").append('\n');
      }
      cursor = step.next();
    }
    output.append("at ").append(cursor.told()).append('\n');
    return List.of();
  }

  private static void list(ConfigListing listing, WatchedPlaces watched, StringBuilder output) {
    ConfigListing.Cursor cursor = listing.begin();
    ConfigListing.Rest rest = ConfigListing.Rest.SOME;
    while (rest == ConfigListing.Rest.SOME) {
      ConfigListing.Step step = listing.next(cursor, watched, PIECE);
      step.values()
          .forEach(
              found ->
                  output
                      .append(found.entry().revision())
                      .append(": ")
                      .append(found.place())
                      .append('\n'));
      cursor = step.next();
      rest = step.rest();
    }
    output.append("as of ").append(cursor.asOf()).append('\n');
  }
}
