package io.quorate.server;

import io.quorate.client.cli.QuorateCommand;
import io.quorate.client.cli.Surroundings;
import io.quorate.server.authority.TrustCommand;
import io.quorate.server.files.ValidateCommand;
import io.quorate.server.local.DemoCommand;
import java.util.List;
import java.util.SplittableRandom;
import java.util.logging.LogManager;
import picocli.CommandLine;

/** The entry point of {@code bin/quorate}: the client's commands and those that need the server. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and ends the process with its exit code: 0 done, 1 refused or failed, 2 usage,
   * 3 no quorum.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    // What libraries say through the logger of the JDK, stacks and all, is in what their calls end
    // with too. A server takes it to its own log.
    LogManager.getLogManager().reset();
    System.exit(run(args));
  }

  private static int run(String[] args) {
    return commandLine().execute(args);
  }

  /** The whole command line of {@code bin/quorate}, ready to parse or execute. */
  public static CommandLine commandLine() {
    List<Object> own =
        List.of(
            new ServerCommand(version()),
            new PrepareCommand(),
            new RecoverCommand(),
            new RestoreCommand(),
            new RoleCommand(),
            new ValidateCommand(System.in),
            TrustCommand.build(),
            new DemoCommand(System.in, new SplittableRandom()));
    return QuorateCommand.build(Surroundings.ofProcess(), own);
  }

  /** The manifest has it; classes that were not packaged have none. */
  private static String version() {
    String packaged = Main.class.getPackage().getImplementationVersion();
    return packaged == null ? "unpackaged" : packaged;
  }
}
