package io.quorate.linear;

/** A number that can be read, written and compared-and-set; zero at first. */
final class Register implements Model<Integer, Register.Ask, Register.Told> {
  /** What is asked. */
  sealed interface Ask {}

  /** What it is. */
  record Read() implements Ask {}

  /** From now on it is this. */
  record Write(int value) implements Ask {}

  /** From now on it is this, if it was that. */
  record Swap(int from, int to) implements Ask {}

  /** What is answered. */
  sealed interface Told {}

  /** What it was. */
  record Value(int value) implements Told {}

  /** It is done. */
  record Done() implements Told {}

  /** It was not that. */
  record Differs() implements Told {}

  @Override
  public Integer initial() {
    return 0;
  }

  @Override
  public Step<Integer, Told> step(Integer state, Ask input) {
    if (input instanceof Write write) {
      return new Step<>(write.value(), new Done());
    }
    if (input instanceof Swap swap) {
      return state == swap.from()
          ? new Step<>(swap.to(), new Done())
          : new Step<>(state, new Differs());
    }
    return new Step<>(state, new Value(state));
  }
}
