package io.quorate.core.transition;

import io.quorate.core.transcript.TranscriptFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page of the documents says what the rules say. It walks by itself, so it covers them. */
final class TransitionPageTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "transitions.md");

  @Test
  void thePageSaysWhatTheRulesSay() throws IOException {
    StageCases stages = StageCases.walk();
    TranscriptFiles.checkFile(
        PAGE, TransitionPage.of(PhaseWalk.walk(), stages, MemberWalk.edges(stages.moves())));
  }
}
