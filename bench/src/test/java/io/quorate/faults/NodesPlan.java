package io.quorate.faults;

import io.quorate.core.declaration.TimingProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@link SeparateNodes} are to be like.
 *
 * @param directory where everything goes; the data of node a is in {@code a/data}
 * @param timing of the elections and of the group
 * @param environments by node: what its processes find in their environment besides
 */
record NodesPlan(
    Path directory, TimingProfile timing, Map<String, Map<String, String>> environments) {

  /** Three ordinary ones. */
  static NodesPlan of(Path directory, TimingProfile timing) {
    return new NodesPlan(directory, timing, new TreeMap<>());
  }

  String timingName() {
    return timing.name().toLowerCase(Locale.ROOT);
  }

  /** Where the data of a node is. */
  Path data(String node) {
    return directory.resolve(node).resolve("data");
  }

  /** How long one attempt of a client may take: far nodes need several turns for an answer. */
  Duration attempt() {
    return Duration.ofSeconds(timing == TimingProfile.WAN ? 6 : 2);
  }
}
