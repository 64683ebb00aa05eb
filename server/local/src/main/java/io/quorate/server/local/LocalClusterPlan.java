package io.quorate.server.local;

import io.quorate.core.declaration.TimingProfile;
import java.nio.file.Path;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * What a {@link LocalCluster} is to be like: data nodes a and b and witness w on 127.0.0.1.
 *
 * @param directory absolute; where everything goes
 * @param launcher how its processes are started
 * @param timing of the elections and of the demo's group
 * @param random chooses ports and the cluster's mark
 * @param wire how nodes and clients speak
 */
public record LocalClusterPlan(
    Path directory,
    NodeLauncher launcher,
    TimingProfile timing,
    RandomGenerator random,
    LocalWire wire) {
  /** Name of the cluster. */
  public static final String CLUSTER = "demo";

  /** Name of the demo's group. */
  public static final String GROUP = "demo";

  /** In plain text. */
  public LocalClusterPlan(
      Path directory, NodeLauncher launcher, TimingProfile timing, RandomGenerator random) {
    this(directory, launcher, timing, random, LocalWire.PLAIN);
  }

  String timingName() {
    return timing.name().toLowerCase(Locale.ROOT);
  }
}
