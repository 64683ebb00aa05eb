package io.quorate.bench.cluster;

import io.quorate.core.declaration.TimingProfile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

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
   * The run that was chosen.
   *
   * @param random chooses ports
   * @param notes takes progress
   */
  public ClusterRun run(RandomGenerator random, PrintWriter notes) {
    return new ClusterRun(directory, profile, random, notes);
  }
}
