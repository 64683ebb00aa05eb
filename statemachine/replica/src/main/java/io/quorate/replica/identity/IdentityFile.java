package io.quorate.replica.identity;

import io.quorate.core.NodeId;
import io.quorate.core.membership.Founding;
import io.quorate.replica.disk.DurableFiles;
import io.quorate.replica.peer.PeerId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code identity.json}: a flat JSON object of texts, none of which can need an escape. */
final class IdentityFile {
  private static final Pattern FIELD = Pattern.compile("\"([a-z]+)\"\\s*:\\s*\"([^\"\\\\]*)\"");

  private final Path file;

  IdentityFile(Path file) {
    this.file = file;
  }

  Path path() {
    return file;
  }

  /**
   * What the file says, or null when there is none; {@link IOException} when it cannot be
   * understood.
   */
  @Nullable DataIdentity read() throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    Map<String, String> fields = new HashMap<>();
    Matcher matcher = FIELD.matcher(Files.readString(file, StandardCharsets.UTF_8));
    while (matcher.find()) {
      fields.put(matcher.group(1), matcher.group(2));
    }
    try {
      return new DataIdentity(
          field(fields, "cluster"),
          founding(fields),
          new NodeId(field(fields, "node")),
          new PeerId(field(fields, "peer")),
          UUID.fromString(field(fields, "incarnation")),
          Standing.valueOf(field(fields, "standing")));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is not an identity file: " + e.getMessage(), e);
    }
  }

  void write(DataIdentity identity) throws IOException {
    String text =
        """
        {
          "cluster": "%s",
          "founding": "%s",
          "node": "%s",
          "peer": "%s",
          "incarnation": "%s",
          "standing": "%s"
        }
        """
            .formatted(
                identity.cluster(),
                identity.founding(),
                identity.node(),
                identity.peer(),
                identity.incarnation(),
                identity.standing());
    DurableFiles.replace(file, text.getBytes(StandardCharsets.UTF_8));
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
    Path folder = file.getParent();
    if (folder != null && Files.exists(folder)) {
      DurableFiles.force(folder);
    }
  }

  /** Not named before there was more than one. */
  private static Founding founding(Map<String, String> fields) {
    String text = fields.get("founding");
    return text == null
        ? Founding.FIRST
        : Founding.read(text)
            .orElseThrow(() -> new IllegalArgumentException("no founding: '" + text + "'"));
  }

  private static String field(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no \"" + name + "\"");
    }
    return value;
  }
}
