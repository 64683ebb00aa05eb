package io.quorate.server.local;

import io.quorate.client.cli.QuorateCommand;
import io.quorate.client.cli.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A command of {@code quorate} as somebody would type it, and what must come of it.
 *
 * @param by the node that is asked
 * @param words the command, without the node
 * @param exit the exit code that is expected
 * @param text what its output must contain; may be empty
 */
record ExpectedCommand(LocalNode by, List<String> words, int exit, String text) {
  private static final int SHOWN_LINES = 9;

  /** Keeps its own copy. */
  ExpectedCommand {
    words = List.copyOf(words);
  }

  /**
   * What came of it.
   *
   * @param exit the exit code
   * @param output what it printed, errors too
   */
  record Seen(int exit, String output) {
    /** The beginning of it, for people. */
    List<String> lines() {
      List<String> lines = new ArrayList<>(List.of("seen:     exit " + exit));
      output.lines().limit(SHOWN_LINES).forEach(line -> lines.add("          " + line));
      long more = output.lines().count() - SHOWN_LINES;
      if (more > 0) {
        lines.add("          ... " + more + (more == 1 ? " line more" : " lines more"));
      }
      return lines;
    }
  }

  /** Runs it. */
  Seen run() {
    List<String> all = new ArrayList<>(List.of("-s", by.api().toString()));
    all.addAll(words);
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output, true);
    int code =
        QuorateCommand.build(Surroundings.ofProcess(), List.of())
            .setOut(writer)
            .setErr(writer)
            .execute(all.toArray(String[]::new));
    return new Seen(code, output.toString());
  }

  /** Whether it is what was expected. */
  boolean met(Seen seen) {
    return seen.exit() == exit && seen.output().contains(text);
  }

  /** As it would be typed. */
  String typed() {
    StringBuilder typed = new StringBuilder("$ quorate -s " + by.api());
    for (String word : words) {
      typed.append(' ').append(word.matches("[-\\w./=:]+") ? word : "'" + word + "'");
    }
    return typed.toString();
  }

  /** For people. */
  String expected() {
    return "expected: exit " + exit + (text.isEmpty() ? "" : ", and: " + text);
  }
}
