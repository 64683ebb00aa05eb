package io.quorate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example in the documents is the one that is run. */
class ExampleTest {
  private static final Path TEST = Path.of("src/test/java/io/quorate/testing/TakeOverTest.java");
  private static final Path DOCUMENT = Path.of("../../docs/testing.md");

  @Test
  void theDocumentShowsTheTestThatIsRun() throws Exception {
    String source = Files.readString(TEST);
    String shown = source.substring(source.indexOf("@ExtendWith"));
    assertThat(Files.readString(DOCUMENT)).contains("```java\n" + shown + "```\n");
    assertThat(source.lines()).hasSizeLessThanOrEqualTo(25);
  }
}
