package io.quorate.server;

import io.quorate.client.cli.ExitCode;
import io.quorate.server.agent.LeaseFile;
import io.quorate.server.agent.RoleFile;
import io.quorate.server.agent.RoleFiles;
import io.quorate.server.files.NodeFileReading;
import io.quorate.server.files.NodeFiles;
import io.quorate.server.guard.GuardClock;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code quorate role GROUP}: tells a program on this machine whether this node is active, without
 * any network.
 */
@Command(
    name = "role",
    description = {
      "Say which role this node has for a group, from its role file.",
      "Exits 0 only while this node is active and its lease is valid, else 1."
    },
    footer = {
      "",
      "Example:",
      "  quorate role billing --data-directory /var/lib/quorate && run-report"
    })
final class RoleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "GROUP", description = "Name of the group.")
  private String group = "";

  @ArgGroup(multiplicity = "1")
  private Where where = new Where();

  /** Where the role file is found. */
  static final class Where {
    @Option(
        names = "--data-directory",
        paramLabel = "DIR",
        description = "The node's data directory.")
    private Optional<Path> data = Optional.empty();

    @Option(
        names = {"-c", "--config"},
        paramLabel = "FILE",
        description = "The node file, which names the data directory.")
    private Optional<Path> config = Optional.empty();
  }

  @Override
  public Integer call() {
    Optional<Path> data = where.data.or(() -> where.config.flatMap(RoleCommand::dataDirectory));
    if (data.isEmpty()) {
      err().println("error: the node file cannot be used; see: quorate validate FILE");
      return ExitCode.FAILED;
    }
    Optional<LeaseFile> leases = RoleFiles.leases(data.get());
    Optional<RoleFile> found = RoleFiles.role(data.get(), group); // after the leases, see LeaseFile
    if (found.isEmpty()) {
      Path file = RoleFiles.file(data.get(), group);
      err().println("error: no role file " + file + ": this node is no member of " + group);
      return ExitCode.FAILED;
    }
    RoleFile role = found.get();
    long end = leases.map(file -> file.endOf(role)).orElse(0L);
    boolean active = role.role().equals("active");
    boolean valid = active && GuardClock.ofMachine().read().bootNanos() < end;
    spec.commandLine()
        .getOut()
        .println(
            active && !valid
                ? "lapsed (was active in epoch " + role.epoch() + ")"
                : role.role() + " epoch " + role.epoch());
    return valid ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static Optional<Path> dataDirectory(Path config) {
    return NodeFiles.read(config) instanceof NodeFileReading.Ok ok
        ? Optional.of(ok.settings().dataDirectory())
        : Optional.empty();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
