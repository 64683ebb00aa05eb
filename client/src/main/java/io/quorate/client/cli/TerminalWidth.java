package io.quorate.client.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** How many columns the terminal has to which a program writes. */
final class TerminalWidth {

  /** Where nobody can say. */
  static final int USUAL = 80;

  private static final int NARROWEST = 40;
  private static final int WIDEST = 1_000;
  private static final long LIMIT_MILLIS = 500;

  private TerminalWidth() {}

  /** What was said: by COLUMNS first, then by the terminal; never less than tables need. */
  static int of(String columns, String terminal) {
    int told = number(columns);
    int found = told > 0 ? told : number(terminal);
    return found > 0 ? Math.min(WIDEST, Math.max(NARROWEST, found)) : USUAL;
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
  }

  /** What the terminal on standard output says; empty when there is none. Java cannot ask it. */
  static String ask() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/proc/self/fd/1"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!stty.waitFor(LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
        stty.destroyForcibly();
        return "";
      }
      String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      String[] rowsAndColumns = said.strip().split(" ", -1);
      return rowsAndColumns.length == 2 ? rowsAndColumns[1] : "";
    } catch (IOException noSuchProgram) {
      return "";
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
