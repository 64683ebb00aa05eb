package io.quorate.core.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A file of blocks, divided by blank lines. A block is command lines, {@code ----}, and the output.
 * Lines that begin with {@code #} are kept as they are.
 */
final class Transcript {
  private static final String DIVIDER = "----";

  private Transcript() {}

  /**
   * Runs every block in order.
   *
   * @param text the file
   * @param interpreter carries out the command lines of one block and says what came of it
   * @return the file as it should be
   */
  static String run(String text, Function<List<String>, String> interpreter) {
    StringBuilder result = new StringBuilder();
    List<String> commands = new ArrayList<>();
    boolean inOutput = false;
    for (String line : text.lines().toList()) {
      if (line.isBlank()) {
        finish(commands, interpreter, result);
        inOutput = false;
        result.append('\n');
      } else if (line.equals(DIVIDER)) {
        inOutput = true;
      } else if (!inOutput) {
        result.append(line).append('\n');
        if (!line.startsWith("#")) {
          commands.add(line);
        }
      }
    }
    finish(commands, interpreter, result);
    return result.toString();
  }

  private static void finish(
      List<String> commands, Function<List<String>, String> interpreter, StringBuilder result) {
    if (!commands.isEmpty()) {
      result.append(DIVIDER).append('\n').append(interpreter.apply(List.copyOf(commands)));
      commands.clear();
    }
  }
}
