package io.quorate.core.transcript;

import io.quorate.core.FeatureLevel;
import io.quorate.core.LevelRange;
import io.quorate.core.NodeId;
import io.quorate.core.registry.FeatureLevels;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * When the feature level is raised. A block has the present level, and a line for each voter with
 * what it says it can work at, or that it has said nothing.
 */
final class LevelTranscriptTest {

  private static String block(List<String> lines) {
    FeatureLevel present = FeatureLevel.FIRST;
    TreeSet<NodeId> voters = new TreeSet<>();
    TreeMap<NodeId, LevelRange> reported = new TreeMap<>();
    for (String line : lines) {
      Words words = new Words(line);
      switch (words.at(0)) {
        case "present" -> present = level(words.at(1));
        case "silent" -> voters.add(new NodeId(words.at(1)));
        case "voter" -> {
          voters.add(new NodeId(words.at(1)));
          reported.put(new NodeId(words.at(1)), range(words));
        }
        case "observer" -> reported.put(new NodeId(words.at(1)), range(words));
        default -> throw new IllegalArgumentException(line);
      }
    }
    return FeatureLevels.raise(present, voters, reported)
        .map(command -> Words.of(command) + "\n")
        .orElse("stays at " + present + "\n");
  }

  private static LevelRange range(Words words) {
    return new LevelRange(level(words.get("from")), level(words.get("to")));
  }

  private static FeatureLevel level(String text) {
    return new FeatureLevel(Integer.parseInt(text));
  }

  @Test
  void transcriptHolds() throws IOException {
    TranscriptFiles.check("level/raise", LevelTranscriptTest::block);
  }
}
