package io.quorate.linear;

/** A counter that hands out numbers, each once; its state is the last. */
public final class CounterModel implements Model<Long, CounterModel.Next, CounterModel.Block> {
  /**
   * Numbers are wanted.
   *
   * @param count how many
   */
  public record Next(long count) {}

  /**
   * Numbers that were handed out.
   *
   * @param first of them
   * @param last of them
   */
  public record Block(long first, long last) {}

  @Override
  public Long initial() {
    return 0L;
  }

  @Override
  public Step<Long, Block> step(Long state, Next input) {
    long last = state + input.count();
    return new Step<>(last, new Block(state + 1, last));
  }
}
