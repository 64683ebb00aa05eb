package io.quorate.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the calls of {@code quorate} in a line of shell, as far as the documents use shell. */
final class ShellLine {
  /** Whatever ends one simple command and may begin another. */
  private static final String SEPARATORS = "|&;<>()";

  private static final Pattern PROGRAM = Pattern.compile("(?:.*/)?quorate");
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Z_]+=.*");

  private final List<List<String>> commands = new ArrayList<>();
  private final List<String> command = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;

  private ShellLine() {}

  /** The arguments of each call, without the program's name. */
  static List<List<String>> quorateCalls(String line) {
    ShellLine shell = new ShellLine();
    shell.read(line);
    List<List<String>> calls = new ArrayList<>();
    for (List<String> words : shell.commands) {
      int program = program(words);
      if (program >= 0) {
        calls.add(List.copyOf(words.subList(program + 1, words.size())));
      }
    }
    return calls;
  }

  /** Where the program's name stands: first, behind assignments, or behind {@code sudo -u USER}. */
  private static int program(List<String> words) {
    int at = 0;
    while (at < words.size() && ASSIGNMENT.matcher(words.get(at)).matches()) {
      at++;
    }
    if (at < words.size() && words.get(at).equals("sudo")) {
      at += at + 1 < words.size() && words.get(at + 1).equals("-u") ? 3 : 1;
    }
    return at < words.size() && PROGRAM.matcher(words.get(at)).matches() ? at : -1;
  }

  private void read(String line) {
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        quote = quoted(c, quote);
      } else if (c == '#' && !inWord) {
        break;
      } else if (c == '"' || c == '\'') {
        quote = c;
        inWord = true;
      } else if (SEPARATORS.indexOf(c) >= 0) {
        endCommand();
      } else if (c == ' ') {
        endWord();
      } else {
        word.append(c);
        inWord = true;
      }
    }
    endCommand();
  }

  private char quoted(char c, char quote) {
    if (c == quote) {
      return 0;
    }
    word.append(c);
    return quote;
  }

  private void endWord() {
    if (inWord) {
      command.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }

  private void endCommand() {
    endWord();
    if (!command.isEmpty()) {
      commands.add(List.copyOf(command));
      command.clear();
    }
  }
}
