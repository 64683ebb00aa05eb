package io.quorate.core.secret;

import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What a data node has to do next for the keys of secrets. */
public sealed interface Duty {
  /** Calls the case for this duty. */
  <R extends @Nullable Object> R dispatch(Cases<R> cases);

  /**
   * One answer for each duty.
   *
   * @param <R> type of the answers
   */
  interface Cases<R extends @Nullable Object> {
    /** {@link Announce} */
    R announce(Announce duty);

    /** {@link Share} */
    R share(Share duty);

    /** {@link Reseal} */
    R reseal(Reseal duty);

    /** {@link Drop} */
    R drop(Drop duty);
  }

  /**
   * Say which key is its own, and what it can open.
   *
   * @param opens the generations
   */
  record Announce(SortedSet<Generation> opens) implements Duty {
    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.announce(this);
    }
  }

  /**
   * Seal a data key to somebody who cannot open it.
   *
   * @param generation which
   * @param to whom
   */
  record Share(Generation generation, Recipient to) implements Duty {
    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.share(this);
    }
  }

  /**
   * Seal values anew.
   *
   * @param from the old key
   * @param to the newest key
   * @param rows which; as many of the first as an entry of the log holds
   */
  record Reseal(Generation from, Generation to, List<SealedRow> rows) implements Duty {
    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.reseal(this);
    }
  }

  /**
   * Let an old key go.
   *
   * @param generation which
   */
  record Drop(Generation generation) implements Duty {
    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.drop(this);
    }
  }
}
