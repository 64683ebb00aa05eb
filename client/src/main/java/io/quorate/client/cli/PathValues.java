package io.quorate.client.cli;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What shall be where in a group, as it is said on the command line. */
final class PathValues {
  @Mixin private final SpaceName space = new SpaceName();

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PATH=VALUE",
      description = "What shall be where; with --file one path alone.")
  private List<String> values = new ArrayList<>();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Take the value from this file, or from standard input for -.")
  private @Nullable String file;

  @Option(
      names = "--media-type",
      paramLabel = "TYPE",
      description = "What the values are. Default: text/plain, application/json for .json, ...")
  private String mediaType = "";

  /**
   * One of them.
   *
   * @param path where
   * @param value what
   * @param mediaType of what kind it is
   */
  record Value(String path, ByteString value, String mediaType) {}

  String group() {
    return space.name();
  }

  /** All of them. */
  List<Value> read(QuorateCommand root) throws IOException {
    String from = file;
    if (from != null) {
      if (values.size() != 1 || values.get(0).indexOf('=') >= 0) {
        throw root.usage("with --file name one path, without =");
      }
      InputFile input = InputFile.read(from, root.surroundings().input());
      return List.of(value(values.get(0), input.content()));
    }
    List<Value> read = new ArrayList<>();
    for (String text : values) {
      int equals = text.indexOf('=');
      if (equals <= 0) {
        throw root.usage(
            "\"" + text + "\" is not PATH=VALUE; write both as one word, such as limits/cpu=80");
      }
      read.add(
          value(text.substring(0, equals), ByteString.copyFromUtf8(text.substring(equals + 1))));
    }
    return read;
  }

  private Value value(String path, ByteString value) {
    return new Value(path, value, mediaType.isEmpty() ? MediaTypes.of(path, value) : mediaType);
  }
}
