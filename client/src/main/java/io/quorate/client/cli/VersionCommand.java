package io.quorate.client.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code quorate version}: the version of this program. */
@Command(
    name = "version",
    description = "Show the version of this program (those of the nodes are in status).",
    footer = {"", "Example:", "  quorate version"})
final class VersionCommand implements Callable<Integer>, IVersionProvider {

  private final QuorateCommand root;

  VersionCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    Console console = root.console();
    console.out().println(text());
    console.out().flush();
    return ExitCode.DONE;
  }

  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }

  private static String text() {
    Properties properties = new Properties();
    try (InputStream in = VersionCommand.class.getResourceAsStream("version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException damaged) {
      throw new IllegalStateException("the program's jar is damaged", damaged);
    }
    return "quorate " + properties.getProperty("version", "unknown");
  }
}
