package io.quorate.client.cli;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a value that was read goes: to the screen, or to a file. */
final class ShownValue {
  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Write it to this file.")
  private @Nullable Path file;

  /** Whether it shall go to a file. */
  boolean toFile() {
    return file != null;
  }

  /**
   * Shows it; {@link ExitCode#FAILED} when only a file can take it.
   *
   * @param path where it stands
   * @param answer that holds it, for programs
   */
  int show(QuorateCommand root, String path, ByteString value, Message answer) throws IOException {
    Path target = file;
    if (target != null) {
      Files.write(target, value.toByteArray());
      return ExitCode.DONE;
    }
    Optional<String> text = ValueText.of(value);
    if (text.isEmpty() && root.console().format() == OutputFormat.TABLE) {
      root.console().error(path + " is not text; write it to a file with --file");
      return ExitCode.FAILED;
    }
    root.console().answer(answer, paint -> ended(text.orElse("")));
    return ExitCode.DONE;
  }

  private static String ended(String text) {
    return text.endsWith("\n") ? text : text + "\n";
  }
}
