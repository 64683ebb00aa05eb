package io.quorate.core.config;

import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import io.quorate.core.store.Row;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the candidates as the store has them. */
public final class CandidateView {
  private static final String END = "~";

  private final StoreView store;

  /** In this state. */
  public CandidateView(StoreView store) {
    this.store = store;
  }

  /** A candidate; null when there is none. */
  public @Nullable Candidate get(CandidateId id) {
    return store.get(Table.CONFIG_CANDIDATES, id.key());
  }

  /** The candidates of a space, by name. */
  public List<Candidate> of(SpaceId space) {
    return range(space.prefix(), space.prefix() + END);
  }

  /** Those of all spaces. */
  public List<Candidate> all() {
    return range("", END);
  }

  private List<Candidate> range(String from, String to) {
    return store.range(Table.CONFIG_CANDIDATES, from, to, Integer.MAX_VALUE).stream()
        .map(Row::value)
        .toList();
  }

  /** What it has at the place; null when it leaves the place alone. */
  @Nullable StagedEdit edit(CandidateId id, ConfigPlace place) {
    return store.get(Table.CONFIG_EDITS, editKey(id, place));
  }

  /** All its edits, in the order of their places: no more than a commit holds. */
  public List<Staged> edits(CandidateId id) {
    String prefix = prefix(id);
    List<Staged> edits = new ArrayList<>();
    store
        .range(Table.CONFIG_EDITS, prefix, prefix + END, ConfigLimits.COMMIT_CHANGES)
        .forEach(
            row ->
                edits.add(
                    new Staged(
                        ConfigPlace.ofKey(row.key().substring(prefix.length())), row.value())));
    return edits;
  }

  /**
   * An edit with its place.
   *
   * @param place where
   * @param edit what
   */
  public record Staged(ConfigPlace place, StagedEdit edit) {
    ConfigEdit asEdit() {
      return new ConfigEdit(place, edit.to(), null);
    }

    /**
     * Whether somebody else has changed the value since.
     *
     * @param base of the candidate
     * @param present what stands there now
     */
    public boolean conflicts(Revision base, @Nullable ConfigEntry present) {
      return present == null
          ? !edit.seen().equals(Revision.NONE)
          : present.revision().compareTo(base) > 0;
    }
  }

  /** Why nothing can be done with it. */
  public static Refusal unknown(CandidateId id) {
    return Refusal.of(
        Reason.UNKNOWN_CANDIDATE,
        "there is no candidate " + id,
        "see: quorate config candidates " + id.space());
  }

  static String prefix(CandidateId id) {
    return id.key() + "/";
  }

  static String editKey(CandidateId id, ConfigPlace place) {
    return prefix(id) + place.key();
  }
}
