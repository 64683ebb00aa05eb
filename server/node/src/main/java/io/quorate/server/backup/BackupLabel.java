package io.quorate.server.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.Names;
import io.quorate.core.NodeId;
import io.quorate.core.membership.Founding;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a backup is of.
 *
 * @param cluster name of the cluster
 * @param founding which of the clusters of this name
 * @param node that made it
 * @param index of an entry that it holds; it may hold later ones too
 * @param taken when it was made, by the clock of the node
 */
public record BackupLabel(
    String cluster, Founding founding, NodeId node, long index, Instant taken) {
  private static final String FORMAT = "1";

  /** As lines of text. */
  byte[] encode() {
    return """
        format=%s
        cluster=%s
        founding=%s
        node=%s
        index=%d
        taken=%s
        """
        .formatted(FORMAT, cluster, founding, node, index, taken)
        .getBytes(UTF_8);
  }

  /** Reads {@link #encode}; {@link IOException} for what no version wrote. */
  static BackupLabel decode(byte[] bytes) throws IOException {
    Map<String, String> lines =
        new String(bytes, UTF_8)
            .lines()
            .filter(line -> line.contains("="))
            .collect(
                Collectors.toMap(
                    line -> line.substring(0, line.indexOf('=')),
                    line -> line.substring(line.indexOf('=') + 1),
                    (one, other) -> one));
    if (!FORMAT.equals(lines.get("format"))) {
      throw new IOException(
          "it is a backup of format " + lines.get("format") + ", and this program knows " + FORMAT);
    }
    try {
      return new BackupLabel(
          Names.require(field(lines, "cluster")),
          Founding.read(field(lines, "founding"))
              .orElseThrow(() -> new IllegalArgumentException("no founding")),
          new NodeId(field(lines, "node")),
          Long.parseLong(field(lines, "index")),
          Instant.parse(field(lines, "taken")));
    } catch (IllegalArgumentException | DateTimeException damaged) {
      throw new IOException("its label is damaged: " + damaged.getMessage(), damaged);
    }
  }

  private static String field(Map<String, String> lines, String name) {
    String value = lines.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no " + name);
    }
    return value;
  }
}
