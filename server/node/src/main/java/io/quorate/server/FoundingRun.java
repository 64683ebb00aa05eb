package io.quorate.server;

import io.quorate.client.cli.ExitCode;
import io.quorate.core.Refusal;
import io.quorate.core.membership.Founding;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.replica.Recovery;
import io.quorate.replica.ReplicaStartException;
import io.quorate.replica.codec.RegistryApplier;
import io.quorate.replica.codec.StateCodecs;
import io.quorate.replica.identity.DataRefusedException;
import io.quorate.server.files.FileFinding;
import io.quorate.server.files.NodeFileReading;
import io.quorate.server.files.NodeFiles;
import io.quorate.server.files.NodeSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What the commands do alike that found a cluster anew, before and after what each does: read the
 * node file, look at what was said and whose the data is, finish what was interrupted, and tell.
 */
final class FoundingRun {
  /** What applies entries in this program. */
  static final Recovery.Parts PARTS =
      new Recovery.Parts(new RegistryApplier(), new StateCodecs(), FeatureLevels.SUPPORTED);

  private final CommandSpec spec;
  private final @Nullable FoundingWord word;

  /** What a command does by itself. */
  @FunctionalInterface
  interface Step {
    /** Does it; the exit code. */
    int take(NodeSettings settings) throws IOException, DataRefusedException, ReplicaStartException;
  }

  /**
   * Of one call.
   *
   * @param word null when it is only to be shown what there is
   */
  FoundingRun(CommandSpec spec, @Nullable FoundingWord word) {
    this.spec = spec;
    this.word = word;
  }

  int run(Path config, Step step) {
    NodeFileReading reading = NodeFiles.read(config);
    for (FileFinding finding : reading.findings()) {
      err().println((finding.isProblem() ? "error: " : "warning: ") + finding);
    }
    if (!(reading instanceof NodeFileReading.Ok ok)) {
      return unchanged("the node file cannot be used");
    }
    NodeSettings settings = ok.settings();
    String against = word == null ? "" : word.against(settings.cluster());
    against = against.isEmpty() ? DataOwner.against(settings.dataDirectory()) : against;
    if (!against.isEmpty()) {
      return unchanged(against);
    }
    try {
      Optional<Founding> begun = Recovery.finish(settings.dataDirectory());
      return begun.isPresent()
          ? told("OK: a founding that was interrupted is finished: number " + begun.get())
          : step.take(settings);
    } catch (DataRefusedException | ReplicaStartException | IOException refused) {
      return failed(String.valueOf(refused.getMessage()));
    }
  }

  /** It is refused. */
  int unchanged(Refusal refusal) {
    return unchanged(refusal.message() + "; " + refusal.remedy());
  }

  /** It cannot be done. */
  int unchanged(String why) {
    return failed("nothing was changed: " + why);
  }

  private int failed(String why) {
    err().println("error: " + why);
    err().flush();
    return ExitCode.FAILED;
  }

  /** It is done. */
  int told(String... lines) {
    PrintWriter out = spec.commandLine().getOut();
    for (String line : lines) {
      out.println(line);
    }
    out.flush();
    return ExitCode.DONE;
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
