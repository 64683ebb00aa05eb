package io.quorate.server;

import io.quorate.client.cli.ExitCode;
import io.quorate.core.membership.Founding;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.registry.Refounding;
import io.quorate.replica.Recovery;
import io.quorate.replica.ReplicaConfig;
import io.quorate.replica.ReplicaStartException;
import io.quorate.replica.codec.RegistryApplier;
import io.quorate.replica.codec.StateCodecs;
import io.quorate.replica.identity.DataRefusedException;
import io.quorate.replica.identity.StartMode;
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
    NodeFileReading reading = NodeFiles.read(config);
    for (FileFinding finding : reading.findings()) {
      err().println((finding.isProblem() ? "error: " : "warning: ") + finding);
    }
    if (!(reading instanceof NodeFileReading.Ok ok)) {
      return failed("nothing was changed: the node file cannot be used");
    }
    NodeSettings settings = ok.settings();
    String against = against(settings);
    if (!against.isEmpty()) {
      return failed("nothing was changed: " + against);
    }
    try {
      return recover(settings);
    } catch (DataRefusedException | ReplicaStartException | IOException refused) {
      return failed(String.valueOf(refused.getMessage()));
    }
  }

  private String against(NodeSettings settings) {
    String against = word == null ? "" : word.against(settings.cluster());
    return against.isEmpty() ? DataOwner.against(settings.dataDirectory()) : against;
  }

  private int recover(NodeSettings settings)
      throws IOException, DataRefusedException, ReplicaStartException {
    Optional<Founding> begun = Recovery.finish(settings.dataDirectory());
    if (begun.isPresent()) {
      out().println("OK: a founding that was interrupted is finished: number " + begun.get());
      out().flush();
      return ExitCode.DONE;
    }
    Members members = new Members(settings);
    JoinFiles disk = new JoinFiles(members);
    ReplicaConfig replica =
        members.replicaConfig(StartMode.RESTART, disk.generation(), disk.founding());
    Recovery.Parts parts =
        new Recovery.Parts(new RegistryApplier(), new StateCodecs(), FeatureLevels.SUPPORTED);
    try (Recovery recovery = Recovery.open(replica, parts, UUID.randomUUID())) {
      out().print(recovery.<String>read(new SurvivorText(settings, recovery.survivor())::of));
      out().println();
      if (word == null) {
        out().println(FoundingWord.hint("recover --config " + config, settings.cluster(), ""));
        out().flush();
        return ExitCode.DONE;
      }
      return found(settings, recovery, word);
    }
  }

  private int found(NodeSettings settings, Recovery recovery, FoundingWord given)
      throws IOException, DataRefusedException {
    Founding founding =
        recovery.found(
            Refounding.LEAP, rows -> Refounding.apply(given.order(settings.node()), rows));
    out().println(FoundingWord.done(settings.node(), founding));
    out()
        .println(
            "What was there before is kept in "
                + settings.dataDirectory().resolve("before-founding-" + founding.number())
                + ".");
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
