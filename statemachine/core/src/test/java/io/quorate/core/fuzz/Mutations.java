package io.quorate.core.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Changes inputs at random, the same way for the same seed, so that a fuzz test finds the plain
 * mistakes in every build. What needs a search guided by coverage is for the fuzzer.
 */
public final class Mutations {
  private static final int MOST_CHANGES = 6;
  private static final int LONGEST_RUN = 12;

  /** The ends of what numbers can be, as a varint and as plain bytes. */
  private static final List<byte[]> NUMBERS =
      List.of(
          new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1},
          new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, 127},
          new byte[] {-128, -128, -128, -128, -128, -128, -128, -128, -128, 1},
          new byte[] {-1, -1, -1, -1, 15},
          new byte[] {-1, -1, -1, -1, 7},
          new byte[] {0},
          new byte[] {-1},
          new byte[] {127});

  private static final Set<Character> BORDERS = Set.of(' ', ',', ':', '[', ']', '{', '}', '\n');

  private final SplittableRandom random;
  private final List<byte[]> words;

  private Mutations(long seed, List<byte[]> words) {
    this.random = new SplittableRandom(seed);
    this.words = words;
  }

  /** Tries changed seeds; see the other method. */
  public static void tryAll(List<byte[]> seeds, int rounds, Consumer<byte[]> target) {
    tryAll(seeds, NUMBERS, rounds, target);
  }

  /**
   * Gives every seed, as it is and so many times changed, to the target. What the target throws is
   * thrown with the input.
   *
   * @param words put in here and there
   */
  public static void tryAll(
      List<byte[]> seeds, List<byte[]> words, int rounds, Consumer<byte[]> target) {
    for (int seed = 0; seed < seeds.size(); seed++) {
      Mutations mutations = new Mutations(seed, words);
      feed(target, seeds.get(seed));
      for (int round = 0; round < rounds; round++) {
        feed(target, mutations.changed(seeds.get(seed)));
      }
    }
  }

  private static void feed(Consumer<byte[]> target, byte[] input) {
    try {
      target.accept(input);
    } catch (RuntimeException | Error failed) {
      throw new AssertionError("with " + Base64.getEncoder().encodeToString(input), failed);
    }
  }

  private byte[] changed(byte[] input) {
    byte[] changed = input;
    int changes = 1 + random.nextInt(1 + random.nextInt(MOST_CHANGES)); // mostly few
    for (int i = 0; i < changes; i++) {
      changed = once(changed);
    }
    return changed;
  }

  private byte[] once(byte[] input) {
    int at = random.nextInt(input.length + 1);
    int run = Math.min(random.nextInt(LONGEST_RUN) + 1, input.length - at);
    return switch (random.nextInt(7)) {
      case 0 -> spliced(input, at, 0, words.get(random.nextInt(words.size())));
      case 1 -> spliced(input, at, run, words.get(random.nextInt(words.size())));
      case 2 -> spliced(input, at, run, new byte[0]);
      case 3 -> spliced(input, at, 0, part(input, at, run));
      case 4 -> spliced(input, at, Math.min(1, run), new byte[] {(byte) random.nextInt(256)});
      case 5 -> token(input, at, words.get(random.nextInt(words.size())));
      default -> flipped(input);
    };
  }

  /** Where the input is text: the word that stands there is another one now. */
  private static byte[] token(byte[] input, int at, byte[] word) {
    int from = at;
    while (from > 0 && !BORDERS.contains((char) input[from - 1])) {
      from--;
    }
    int to = at;
    while (to < input.length && !BORDERS.contains((char) input[to])) {
      to++;
    }
    return spliced(input, from, to - from, word);
  }

  private byte[] flipped(byte[] input) {
    if (input.length == 0) {
      return input;
    }
    byte[] flipped = input.clone();
    flipped[random.nextInt(input.length)] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  private static byte[] part(byte[] input, int at, int length) {
    byte[] part = new byte[length];
    System.arraycopy(input, at, part, 0, length);
    return part;
  }

  private static byte[] spliced(byte[] input, int at, int without, byte[] with) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(input.length + with.length);
    out.write(input, 0, at);
    out.write(with, 0, with.length);
    out.write(input, at + without, input.length - at - without);
    return out.toByteArray();
  }
}
