package io.quorate.client.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A question before something that cannot be taken back. */
final class Confirmation {

  private Confirmation() {}

  /** What the person said. */
  enum Answer {
    YES,
    NO
  }

  /**
   * Asks, and takes anything but yes as no.
   *
   * @throws picocli.CommandLine.ParameterException when nobody is there to be asked
   */
  static Answer ask(QuorateCommand root, String question) throws IOException {
    if (!root.surroundings().terminals().contains(TerminalEnd.INPUT)) {
      throw root.usage("this needs a confirmation, and there is no terminal to ask at: give --yes");
    }
    Console console = root.console();
    console.err().print(question + " [y/N] ");
    console.err().flush();
    BufferedReader input =
        new BufferedReader(
            new InputStreamReader(root.surroundings().input(), StandardCharsets.UTF_8));
    String answer = input.readLine();
    String plain = answer == null ? "" : answer.strip().toLowerCase(Locale.ROOT);
    if (plain.equals("y") || plain.equals("yes")) {
      return Answer.YES;
    }
    console.error("not confirmed; nothing was changed");
    return Answer.NO;
  }
}
