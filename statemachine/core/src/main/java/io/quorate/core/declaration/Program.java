package io.quorate.core.declaration;

import io.quorate.core.PlainText;
import java.util.List;

/**
 * A program and its arguments, which can be started as they are; no shell.
 *
 * @param line the program, which is not blank, and its arguments
 */
public record Program(List<String> line) {
  static final CountRange PARTS = new CountRange(1, 256);

  /** The kernel takes twice as much for one argument. */
  static final int MAX_PART_BYTES = 64 << 10;

  /**
   * Keeps its own copy. Refuses what cannot be started with {@link IllegalArgumentException}; ask
   * {@link #wellFormed} first.
   */
  public Program {
    line = List.copyOf(line);
    if (!wellFormed(line)) {
      throw new IllegalArgumentException("not a program and its arguments: " + line);
    }
  }

  /** The program with these arguments. */
  public static Program of(String... line) {
    return new Program(List.of(line));
  }

  /** Whether a program is named, and every part can be handed to it. */
  public static boolean wellFormed(List<String> line) {
    return !line.isEmpty()
        && !line.get(0).isBlank()
        && line.stream().allMatch(PlainText::transmissible);
  }

  void check(Findings findings, String path) {
    findings.size(path, line.size(), PARTS);
    for (int i = 0; i < line.size(); i++) {
      findings.text(path + "[" + i + "]", line.get(i), MAX_PART_BYTES);
    }
  }
}
