package io.quorate.core.leader;

/**
 * Names a proposal within one term of one leader.
 *
 * @param value counts from 1
 */
public record ProposalId(long value) implements Comparable<ProposalId> {
  @Override
  public int compareTo(ProposalId other) {
    return Long.compare(value, other.value);
  }
}
