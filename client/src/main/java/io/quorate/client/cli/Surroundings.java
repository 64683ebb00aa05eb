package io.quorate.client.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Everything that the command line takes from the process it runs in, except its two outputs.
 *
 * @param environment variables
 * @param input standard input
 * @param terminals which ends are terminals
 * @param columns what the terminal on standard output says of its width; empty when it says nothing
 * @param clock time
 * @param identity who asks
 */
public record Surroundings(
    SortedMap<String, String> environment,
    InputStream input,
    Set<TerminalEnd> terminals,
    Supplier<String> columns,
    CliClock clock,
    Identity identity) {

  /** Those of this process. */
  public static Surroundings ofProcess() {
    Identity identity =
        new Identity(
            System.getProperty("user.name", "unknown"), () -> UUID.randomUUID().toString());
    return new Surroundings(
        new TreeMap<>(System.getenv()),
        System.in,
        terminalsOfProcess(),
        TerminalWidth::ask,
        new MachineClock(),
        identity);
  }

  /** A variable, or an empty text. */
  String variable(String name) {
    return environment.getOrDefault(name, "");
  }

  /** How many columns a line has; {@link Paint#ENDLESS} where no terminal is written to. */
  int width() {
    return terminals.contains(TerminalEnd.OUTPUT)
        ? TerminalWidth.of(variable("COLUMNS"), columns.get())
        : Paint.ENDLESS;
  }

  private static Set<TerminalEnd> terminalsOfProcess() {
    EnumSet<TerminalEnd> ends = EnumSet.noneOf(TerminalEnd.class);
    if (isTerminal(0)) {
      ends.add(TerminalEnd.INPUT);
    }
    if (isTerminal(1)) {
      ends.add(TerminalEnd.OUTPUT);
    }
    return ends;
  }

  /**
   * Asks Linux, because {@link System#console()} knows only both ends together, and from JDK 22 on
   * is there without any terminal. On other systems there is no terminal: no colours, no questions.
   */
  private static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd", Integer.toString(descriptor));
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException unknown) {
      return false;
    }
  }
}
