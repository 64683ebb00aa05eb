package io.quorate.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Files and what tells them apart. */
final class FileSetTest {
  private static FileSet of(String... namesAndContents) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (int i = 0; i < namesAndContents.length; i += 2) {
      files.put(namesAndContents[i], namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    return new FileSet(files);
  }

  @Test
  void theDigestTellsNamesAndContentsApart() {
    assertThat(of("a", "1", "b", "2").digest()).isEqualTo(of("b", "2", "a", "1").digest());
    assertThat(
            java.util.stream.Stream.of(
                    FileSet.EMPTY,
                    of("a", ""),
                    of("a", "1"),
                    of("a", "2"),
                    of("b", "1"),
                    of("a1", ""),
                    of("a", "1", "b", "2"),
                    of("a", "1b2"))
                .map(FileSet::digest))
        .doesNotHaveDuplicates();
  }

  @Test
  void itIsShownWithoutItsContents() {
    assertThat(of("a", "secret", "b", "x")).hasToString("2 files of 7 bytes");
  }
}
