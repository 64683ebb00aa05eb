package io.quorate.bench.cluster;

import io.quorate.core.declaration.TimingProfile;
import io.quorate.server.local.LocalWire;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What every benchmark on a cluster of its own lets its user choose. */
public final class ClusterOptions {
  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      description = "Timing of nodes and groups: fast, lan or wan. Default: lan.")
  private TimingProfile profile = TimingProfile.LAN;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "table or json. Default: table.")
  private Format format = Format.TABLE;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "A new or empty directory, which stays. Default: a temporary one.")
  private @Nullable Path directory;

  @Option(names = "--tls", description = "Nodes and clients prove who they are, over TLS.")
  private boolean tls;

  /** How the result is printed. */
  public enum Format {
    /** For people. */
    TABLE,
    /** For programs. */
    JSON
  }

  /** How the result is printed. */
  public Format format() {
    return format;
  }

  /** The name of the timing profile, as files have it. */
  public String profile() {
    return profile.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Refuses a number that is out of its range, as wrong usage.
   *
   * @param line the command
   * @param option that takes it, which is from 1
   * @param most its greatest
   */
  public static void require(CommandLine line, String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new ParameterException(
          line, option + " takes numbers from 1 to " + most + ", not " + value);
    }
  }

  /**
   * The run that was chosen.
   *
   * @param random chooses ports
   * @param notes takes progress
   */
  public ClusterRun run(RandomGenerator random, PrintWriter notes) {
    return new ClusterRun(
        directory, profile, tls ? LocalWire.PROVEN : LocalWire.PLAIN, random, notes);
  }
}
