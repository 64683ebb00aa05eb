package io.quorate.core.config;

/**
 * Says which candidate.
 *
 * @param space of which it is
 * @param name its name there
 */
public record CandidateId(SpaceId space, CandidateName name) implements Comparable<CandidateId> {
  /** The key of its row. */
  String key() {
    return space.prefix() + name.value();
  }

  @Override
  public int compareTo(CandidateId other) {
    return key().compareTo(other.key());
  }

  @Override
  public String toString() {
    return name + " of " + space;
  }
}
