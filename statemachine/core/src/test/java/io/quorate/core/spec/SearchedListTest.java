package io.quorate.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * CI searches the specification whole unless it is as the list of sums says. So each of its files
 * has to be there.
 */
class SearchedListTest {
  private static final Path LIST = ModelChecker.SPECIFICATION.resolve("searched.sha256");

  @Test
  void namesEveryFileOfTheSpecification() throws Exception {
    Set<String> listed = new TreeSet<>();
    for (String line : Files.readAllLines(LIST)) {
      assertThat(line).matches("[0-9a-f]{64}  [A-Za-z0-9-]+\\.(tla|cfg)");
      listed.add(line.substring(line.indexOf("  ") + 2));
    }
    try (Stream<Path> files = Files.list(ModelChecker.SPECIFICATION)) {
      Set<String> present =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".tla") || name.endsWith(".cfg"))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(listed).isEqualTo(present);
    }
  }
}
