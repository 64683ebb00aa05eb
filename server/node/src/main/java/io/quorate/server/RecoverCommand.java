package io.quorate.server;

import io.quorate.core.Refusal;
import io.quorate.core.membership.Founding;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.Refounding;
import io.quorate.replica.Recovery;
import io.quorate.replica.ReplicaConfig;
import io.quorate.replica.ReplicaStartException;
import io.quorate.replica.identity.DataRefusedException;
import io.quorate.replica.identity.StartMode;
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
import picocli.CommandLine.Spec;

/**
 * {@code quorate recover}: founds the cluster anew from what this node has, when a majority is lost
 * for good. Works on the data directory; no server runs meanwhile.
 */
@Command(
    name = "recover",
    description = {
      "Found the cluster anew from the data of this node, when a majority is lost for good.",
      "Without --confirm it only shows what this node has. Its server must be stopped."
    },
    footer = {
      "",
      "If a majority of the others may come back, let it: nothing is lost then. If one of them still",
      "runs, two nodes may serve at one time. Afterwards this node votes alone; its epochs and",
      "counters go on far above all that was used; the data of all others is shut out for good, and",
      "they are taken in again, without data, by 'quorate node replace'.",
      "",
      "Example:",
      "  quorate recover --config /etc/quorate/quorate.yaml",
      "  quorate recover --config /etc/quorate/quorate.yaml \\",
      "    --confirm prod --fenced-by \"kim: a and w burnt down\""
    })
final class RecoverCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-c", "--config"},
      required = true,
      paramLabel = "FILE",
      description = "The node file.")
  private Path config = Path.of("quorate.yaml");

  @ArgGroup(exclusive = false)
  private @Nullable FoundingWord word;

  @Override
  public Integer call() {
    return new FoundingRun(spec, word).run(config, this::recover);
  }

  private int recover(NodeSettings settings)
      throws IOException, DataRefusedException, ReplicaStartException {
    Members members = new Members(settings);
    JoinFiles disk = new JoinFiles(members);
    ReplicaConfig replica =
        members.replicaConfig(StartMode.RESTART, disk.generation(), disk.founding());
    FoundingRun run = new FoundingRun(spec, word);
    try (Recovery recovery = Recovery.open(replica, FoundingRun.PARTS, UUID.randomUUID())) {
      run.told(recovery.<String>read(new SurvivorText(settings, recovery.survivor())::of));
      Voter self = new Voter(settings.node(), disk.generation());
      Optional<Refusal> against = recovery.read(state -> Refounding.against(self, state));
      if (against.isPresent()) {
        return run.unchanged(against.get());
      }
      return word == null
          ? run.told(FoundingWord.hint("recover --config " + config, settings.cluster(), ""))
          : run.told(found(settings, recovery, word.order(settings.node())));
    }
  }

  private static String[] found(NodeSettings settings, Recovery recovery, Refounding.Order order)
      throws IOException, DataRefusedException {
    Founding founding = recovery.found(Refounding.LEAP, rows -> Refounding.apply(order, rows));
    return new String[] {
      FoundingWord.done(settings.node(), founding),
      "What was there before is kept in "
          + settings.dataDirectory().resolve("before-founding-" + founding.number())
          + ".",
      FoundingWord.NEXT
    };
  }
}
