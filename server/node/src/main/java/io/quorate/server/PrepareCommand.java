package io.quorate.server;

import io.quorate.client.cli.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code quorate prepare}: makes the class-data archive that the start script gives to every later
 * JVM.
 */
@Command(
    name = "prepare",
    description = {
      "Make every later start of this installation faster, with this Java run-time.",
      "Writes an archive of loaded classes into the lib folder, so run it as whoever installed it;",
      "again after an update of Java or of Quorate. Without it everything works, more slowly."
    })
final class PrepareCommand implements Callable<Integer> {
  /** Where the start script looks for the archive. */
  private static final String ARCHIVE = "quorate.archive";

  private static final String CLASS_LIST = "classes.list";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    String place = System.getProperty(ARCHIVE, "");
    if (place.isEmpty()) {
      return failed("this was not started by the bin/quorate of an unpacked distribution");
    }
    Path archive = Path.of(place);
    if (!Files.isWritable(archive.resolveSibling("."))) {
      return failed(
          "cannot write to " + archive.getParent() + ": run this as whoever installed it");
    }
    ClassArchive classes =
        new ClassArchive(
            Path.of(System.getProperty("java.home", ""), "bin", "java"),
            System.getProperty("java.class.path", ""),
            archive.resolveSibling(CLASS_LIST));
    try {
      classes.write(archive);
      out().println("OK: " + archive + ", " + Files.size(archive) / (1024 * 1024) + " MiB");
      out().flush();
      return ExitCode.DONE;
    } catch (IOException notMade) {
      return failed("no archive was made, starts go on without: " + notMade.getMessage());
    }
  }

  private int failed(String why) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("error: " + why);
    err.flush();
    return ExitCode.FAILED;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
