package io.quorate.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Histories of a {@link Register}, written down or random. */
final class Histories {
  private final List<Operation<Register.Ask, Register.Told>> operations = new ArrayList<>();

  /** Adds a call that was answered. */
  Histories told(long from, long to, Register.Ask ask, Register.Told told) {
    operations.add(new Operation<>("c" + from, ask, from, new Outcome.Answered<>(told, to)));
    return this;
  }

  Histories read(long from, long to, int value) {
    return told(from, to, new Register.Read(), new Register.Value(value));
  }

  Histories written(long from, long to, int value) {
    return told(from, to, new Register.Write(value), new Register.Done());
  }

  Histories swapped(long from, long to, int before, int after) {
    return told(from, to, new Register.Swap(before, after), new Register.Done());
  }

  Histories notSwapped(long from, long to, int before, int after) {
    return told(from, to, new Register.Swap(before, after), new Register.Differs());
  }

  /** Adds a call that was never answered. */
  Histories unknown(long from, Register.Ask ask) {
    operations.add(new Operation<>("c" + from, ask, from, new Outcome.Unknown<>()));
    return this;
  }

  List<Operation<Register.Ask, Register.Told>> list() {
    return operations;
  }

  /** Few operations that overlap much, with answers of which about half can be explained. */
  static List<Operation<Register.Ask, Register.Told>> random(SplittableRandom random, int count) {
    Histories histories = new Histories();
    for (int i = 0; i < count; i++) {
      long from = random.nextInt(3 * count);
      Register.Ask ask =
          switch (random.nextInt(3)) {
            case 0 -> new Register.Read();
            case 1 -> new Register.Write(random.nextInt(3));
            default -> new Register.Swap(random.nextInt(3), random.nextInt(3));
          };
      if (random.nextInt(4) == 0) {
        histories.unknown(from, ask);
        continue;
      }
      boolean differs = ask instanceof Register.Swap && random.nextBoolean();
      Register.Told other = differs ? new Register.Differs() : new Register.Done();
      Register.Told told =
          ask instanceof Register.Read ? new Register.Value(random.nextInt(3)) : other;
      histories.told(from, from + random.nextInt(2 * count), ask, told);
    }
    return histories.list();
  }
}
