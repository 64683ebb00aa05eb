package io.quorate.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.client.FakeNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine;

/**
 * What one run of the command line left behind.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error
 */
record CliRun(int code, String out, String err) {

  private static final Path GOLDEN = Path.of("src/test/resources/io/quorate/client/cli");

  /** A command line in the making. */
  static final class Setup {
    private final SortedMap<String, String> environment = new TreeMap<>();
    private final Set<TerminalEnd> terminals = EnumSet.noneOf(TerminalEnd.class);
    private final List<Object> more = new ArrayList<>();
    private String input = "";
    private String columns = "";

    Setup nodes(FakeNode... nodes) {
      List<String> addresses = new ArrayList<>();
      for (FakeNode node : nodes) {
        addresses.add(node.address().toString());
      }
      return variable("QUORATE_SERVERS", String.join(",", addresses));
    }

    Setup variable(String name, String value) {
      environment.put(name, value);
      return this;
    }

    Setup terminal(TerminalEnd end) {
      terminals.add(end);
      return this;
    }

    /** A terminal of this width to write to. */
    Setup columns(int wide) {
      columns = Integer.toString(wide);
      return terminal(TerminalEnd.OUTPUT);
    }

    Setup input(String text) {
      input = text;
      return this;
    }

    Setup more(Object command) {
      more.add(command);
      return this;
    }

    CliRun run(String... arguments) {
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
      Identity identity = new Identity("kim", () -> "request-1");
      CommandLine line =
          QuorateCommand.build(
              new Surroundings(
                  environment, in, terminals, () -> columns, new MachineClock(), identity),
              more);
      line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
      return new CliRun(line.execute(arguments), out.toString(), err.toString());
    }
  }

  static Setup with(FakeNode... nodes) {
    return new Setup().nodes(nodes);
  }

  CliRun exits(int expected) {
    assertThat(code).as("out:%n%s%nerr:%n%s", out, err).isEqualTo(expected);
    return this;
  }

  /** The output is the golden file, which {@code -Drewrite=true} writes anew. */
  CliRun prints(String golden) {
    Path file = GOLDEN.resolve(golden);
    try {
      if (Boolean.getBoolean("rewrite")) {
        Files.writeString(file, out);
      }
      assertThat(out).as(golden).isEqualTo(Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return this;
  }
}
