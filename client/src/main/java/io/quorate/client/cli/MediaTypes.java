package io.quorate.client.cli;

import com.google.protobuf.ByteString;
import java.util.Map;

/** Guesses what a value is from the end of its path. */
final class MediaTypes {
  private static final String TEXT = "text/plain";
  private static final String BINARY = "application/octet-stream";
  private static final Map<String, String> KNOWN =
      Map.of(
          ".json", "application/json",
          ".yaml", "application/yaml",
          ".yml", "application/yaml",
          ".xml", "application/xml",
          ".pem", "application/x-pem-file");

  private MediaTypes() {}

  /** A media type that the value can have. */
  static String of(String path, ByteString value) {
    if (!value.isValidUtf8()) {
      return BINARY;
    }
    int dot = path.lastIndexOf('.');
    return dot < 0 ? TEXT : KNOWN.getOrDefault(path.substring(dot), TEXT);
  }
}
