package io.quorate.linear;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Values by path with the revision that all of them have, and candidates by name.
 *
 * @param revision of the last change
 * @param values what stands where
 * @param candidates what may yet be committed
 */
public record SpaceState(
    long revision,
    SortedMap<String, SpaceTold.Found> values,
    SortedMap<String, Candidate> candidates) {
  /** Keeps its own copies. */
  public SpaceState {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    candidates = Collections.unmodifiableSortedMap(new TreeMap<>(candidates));
  }

  /**
   * What may yet be committed.
   *
   * @param base the revision that there was
   * @param seen the revision of what stood there; 0: nothing did
   * @param path where
   * @param value what shall stand there
   */
  public record Candidate(long base, long seen, String path, String value) {}

  static SpaceState empty() {
    return new SpaceState(0, new TreeMap<>(), new TreeMap<>());
  }

  /** The revision of what stands there; 0: nothing does. */
  long revisionOf(String path) {
    SpaceTold.Found found = values.get(path);
    return found == null ? 0 : found.revision();
  }

  /** With another value, or none. */
  SpaceState with(String path, @Nullable String value) {
    SortedMap<String, SpaceTold.Found> next = new TreeMap<>(values);
    if (value == null) {
      next.remove(path);
    } else {
      next.put(path, new SpaceTold.Found(value, revision + 1));
    }
    return new SpaceState(revision + 1, next, candidates);
  }

  SpaceState withCandidate(String name, Candidate candidate) {
    SortedMap<String, Candidate> next = new TreeMap<>(candidates);
    next.put(name, candidate);
    return new SpaceState(revision, values, next);
  }

  SpaceState withoutCandidate(String name) {
    SortedMap<String, Candidate> next = new TreeMap<>(candidates);
    next.remove(name);
    return new SpaceState(revision, values, next);
  }
}
