package io.quorate.server;

import io.quorate.client.cli.ExitCode;
import io.quorate.core.NodeId;
import io.quorate.core.membership.Founding;
import io.quorate.core.membership.Seat;
import io.quorate.core.registry.Facts;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.registry.Refounding;
import io.quorate.replica.Recovery;
import io.quorate.replica.ReplicaConfig;
import io.quorate.replica.ReplicaStartException;
import io.quorate.replica.Restoration;
import io.quorate.replica.codec.RegistryApplier;
import io.quorate.replica.codec.StateCodecs;
import io.quorate.replica.identity.DataRefusedException;
import io.quorate.replica.identity.StartMode;
import io.quorate.server.backup.BackupFile;
import io.quorate.server.backup.BackupLabel;
import io.quorate.server.files.FileFinding;
import io.quorate.server.files.NodeFileReading;
import io.quorate.server.files.NodeFiles;
import io.quorate.server.files.NodeSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quorate restore}: founds the cluster anew from a backup, on a node without data. */
@Command(
    name = "restore",
    description = {
      "Found the cluster anew from a backup, on a node whose data directory is empty.",
      "Without --confirm it reads all of the backup, says what is in it and changes nothing."
    },
    footer = {
      "",
      "All that was acknowledged after the backup is lost, so it is for when nothing else is left:",
      "with one node that has its data use 'quorate recover'. If a node of before still runs, two",
      "may serve at one time. Afterwards this node votes alone; epochs and counters go on far above",
      "all that was used; the others are taken in, without data, by 'quorate node replace'.",
      "",
      "Example:",
      "  quorate restore --config /etc/quorate/quorate.yaml prod-monday.zip",
      "  quorate restore --config /etc/quorate/quorate.yaml prod-monday.zip \\",
      "    --confirm prod --fenced-by \"kim: all three burnt down\""
    })
final class RestoreCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-c", "--config"},
      required = true,
      paramLabel = "FILE",
      description = "The node file.")
  private Path config = Path.of("quorate.yaml");

  @Parameters(paramLabel = "BACKUP", description = "What 'quorate backup' wrote.")
  private Path backup = Path.of("");

  @ArgGroup(exclusive = false)
  private @Nullable FoundingWord word;

  @Override
  public Integer call() {
    NodeFileReading reading = NodeFiles.read(config);
    for (FileFinding finding : reading.findings()) {
      err().println((finding.isProblem() ? "error: " : "warning: ") + finding);
    }
    if (!(reading instanceof NodeFileReading.Ok ok)) {
      return failed("nothing was changed: the node file cannot be used");
    }
    NodeSettings settings = ok.settings();
    String against = word == null ? "" : word.against(settings.cluster());
    against = against.isEmpty() ? DataOwner.against(settings.dataDirectory()) : against;
    if (!against.isEmpty()) {
      return failed("nothing was changed: " + against);
    }
    try {
      return restore(settings);
    } catch (DataRefusedException | ReplicaStartException | IOException refused) {
      return failed(String.valueOf(refused.getMessage()));
    }
  }

  private int restore(NodeSettings settings)
      throws IOException, DataRefusedException, ReplicaStartException {
    Optional<Founding> begun = Recovery.finish(settings.dataDirectory());
    if (begun.isPresent()) {
      out().println("OK: a founding that was interrupted is finished: number " + begun.get());
      out().flush();
      return ExitCode.DONE;
    }
    BackupFile file = new BackupFile(backup);
    BackupLabel label = file.label();
    if (!label.cluster().equals(settings.cluster())) {
      return failed(
          "nothing was changed: the backup is of cluster '"
              + label.cluster()
              + "', the node file of '"
              + settings.cluster()
              + "'");
    }
    Members members = new Members(settings);
    ReplicaConfig first =
        members.replicaConfig(StartMode.RESTART, Seat.FIRST.generation(), label.founding());
    Recovery.Parts parts =
        new Recovery.Parts(new RegistryApplier(), new StateCodecs(), FeatureLevels.SUPPORTED);
    try (Restoration restoration =
        Restoration.open(first, parts, UUID.randomUUID(), file::unpack)) {
      return restore(settings, label, restoration);
    }
  }

  private int restore(NodeSettings settings, BackupLabel label, Restoration restoration)
      throws IOException, DataRefusedException {
    out()
        .print(
            restoration.<String>read(
                new BackupText(settings, label, restoration.last().index())::of));
    out().println();
    NodeId self = settings.node();
    Seat seat =
        restoration
            .<Optional<Seat>>read(state -> Optional.ofNullable(Facts.seats(state).get(self)))
            .orElse(null);
    if (seat == null || seat.isVacant()) {
      return failed(
          "nothing was changed: "
              + self
              + (seat == null ? " is not a node of the cluster" : " had no place in the cluster")
              + " when the backup was made; restore it on another node");
    }
    if (word == null) {
      out()
          .println(
              FoundingWord.hint("restore --config " + config, settings.cluster(), " " + backup));
      out().flush();
      return ExitCode.DONE;
    }
    ReplicaConfig then =
        new Members(settings).replicaConfig(StartMode.RESTART, seat.generation(), label.founding());
    Refounding.Order order = word.order(self);
    Founding founding =
        restoration.found(then, Refounding.LEAP, rows -> Refounding.apply(order, rows));
    out().println(FoundingWord.done(self, founding));
    out().println(FoundingWord.NEXT);
    out().flush();
    return ExitCode.DONE;
  }

  private int failed(String why) {
    err().println("error: " + why);
    err().flush();
    return ExitCode.FAILED;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
