package io.quorate.core.counter;

import io.quorate.core.Epoch;
import org.jspecify.annotations.Nullable;

/** What can be asked of a counter. A counter begins to be with the first that is asked of it. */
public sealed interface CounterCommand {

  /** Which counter. */
  CounterId counter();

  /** The epoch of the group that must be open; null: none need be. */
  @Nullable Epoch epoch();

  /** Calls the case for this command. */
  <R> R dispatch(Cases<R> cases);

  /** One answer for each command. */
  interface Cases<R> {
    /** {@link Next} */
    R next(Next command);

    /** {@link Observe} */
    R observe(Observe command);

    /** {@link Raise} */
    R raise(Raise command);
  }

  /**
   * Hands out values that nobody had or will have.
   *
   * @param counter which
   * @param count how many, 1 to {@link CounterLimits#BLOCK}
   * @param epoch that must be open; null: none need be
   */
  record Next(CounterId counter, long count, @Nullable Epoch epoch) implements CounterCommand {
    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.next(this);
    }
  }

  /**
   * Somebody has seen a value: what is handed out from now on lies above it.
   *
   * @param counter which
   * @param value 0 or more
   * @param epoch that must be open; null: none need be
   */
  record Observe(CounterId counter, long value, @Nullable Epoch epoch) implements CounterCommand {
    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.observe(this);
    }
  }

  /**
   * Lets the counter go on above a value, which must not be below what it has reached.
   *
   * @param counter which
   * @param to the value, 0 or more
   * @param margin by how much it jumps when an older state is brought back, 0 to {@link
   *     CounterLimits#MAX_MARGIN}; null: as before
   * @param epoch that must be open; null: none need be
   */
  record Raise(CounterId counter, long to, @Nullable Long margin, @Nullable Epoch epoch)
      implements CounterCommand {
    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.raise(this);
    }
  }
}
