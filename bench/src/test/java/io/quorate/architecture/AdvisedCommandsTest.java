package io.quorate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.util.TreeScanner;
import io.quorate.server.Main;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What a message advises can be done: every {@code quorate ...} in a text is a command. */
final class AdvisedCommandsTest {
  /** In prose the program is called Quorate. */
  private static final Pattern CALL =
      Pattern.compile("(?<![-./a-z])quorate ([a-z]+(?:-[a-z]+)*)(?: ([a-z]+)(?![a-z.=]))?");

  private static final CommandLine COMMANDS = Main.commandLine();

  @Test
  void everyCommandInATextExists() throws IOException {
    SourceTree sources = SourceTree.parse();
    List<String> wrong = new ArrayList<>();
    List<String> right = new ArrayList<>();
    for (CompilationUnitTree unit : sources.units()) {
      if (sources.name(unit).contains("src/main/")) {
        new TreeScanner<@Nullable Void, @Nullable Void>() {
          @Override
          public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
            if (literal.getValue() instanceof String text) {
              look(sources.name(unit), text, right, wrong);
            }
            return null;
          }
        }.scan(unit, null);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(right).hasSizeGreaterThan(15);
  }

  private static void look(String file, String text, List<String> right, List<String> wrong) {
    Matcher call = CALL.matcher(text);
    while (call.find()) {
      (exists(call.group(1), call.group(2)) ? right : wrong).add(file + ": " + call.group());
    }
  }

  private static boolean exists(String command, @Nullable String next) {
    CommandLine found = COMMANDS.getSubcommands().get(command);
    if (found == null) {
      return false;
    }
    Map<String, CommandLine> inner = found.getSubcommands();
    return inner.isEmpty() || next == null || inner.containsKey(next);
  }
}
