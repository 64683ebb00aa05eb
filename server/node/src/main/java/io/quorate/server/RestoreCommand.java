package io.quorate.server;

import io.quorate.core.NodeId;
import io.quorate.core.Refusal;
import io.quorate.core.membership.Founding;
import io.quorate.core.membership.PeerGeneration;
import io.quorate.core.membership.Seat;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.Facts;
import io.quorate.core.registry.Refounding;
import io.quorate.replica.ReplicaConfig;
import io.quorate.replica.ReplicaStartException;
import io.quorate.replica.Restoration;
import io.quorate.replica.identity.DataRefusedException;
import io.quorate.replica.identity.StartMode;
import io.quorate.server.backup.BackupFile;
import io.quorate.server.backup.BackupLabel;
import io.quorate.server.files.NodeSettings;
import java.io.IOException;
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
    return new FoundingRun(spec, word).run(config, this::restore);
  }

  private int restore(NodeSettings settings)
      throws IOException, DataRefusedException, ReplicaStartException {
    BackupFile file = new BackupFile(backup);
    BackupLabel label = file.label();
    if (!label.cluster().equals(settings.cluster())) {
      return new FoundingRun(spec, word)
          .unchanged(
              "the backup is of cluster '"
                  + label.cluster()
                  + "', the node file of '"
                  + settings.cluster()
                  + "'");
    }
    ReplicaConfig first =
        new Members(settings)
            .replicaConfig(StartMode.RESTART, PeerGeneration.FIRST, label.founding());
    try (Restoration restoration =
        Restoration.open(first, FoundingRun.PARTS, UUID.randomUUID(), file::unpack)) {
      return restore(settings, label, restoration);
    }
  }

  private int restore(NodeSettings settings, BackupLabel label, Restoration restoration)
      throws IOException, DataRefusedException {
    FoundingRun run = new FoundingRun(spec, word);
    long last = restoration.last().index();
    run.told(restoration.<String>read(new BackupText(settings, label, last)::of));
    NodeId self = settings.node();
    // In the cluster that is founded it is the peer that it was when the backup was made.
    Voter peer =
        new Voter(
            self,
            restoration.read(
                state -> Facts.seats(state).getOrDefault(self, Seat.FIRST).generation()));
    Optional<Refusal> against = restoration.read(state -> Refounding.against(peer, state));
    if (against.isPresent()) {
      return run.unchanged(against.get());
    }
    if (word == null) {
      return run.told(
          FoundingWord.hint("restore --config " + config, settings.cluster(), " " + backup));
    }
    ReplicaConfig then =
        new Members(settings).replicaConfig(StartMode.RESTART, peer.generation(), label.founding());
    Refounding.Order order = word.order(self);
    Founding founding =
        restoration.found(then, Refounding.LEAP, rows -> Refounding.apply(order, rows));
    return run.told(FoundingWord.done(self, founding), FoundingWord.NEXT);
  }
}
