package io.quorate.server.formation;

import io.quorate.core.formation.FormationId;
import io.quorate.replica.disk.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code identity/formation} in a data directory: one line, the name of the formation and how far
 * this node has come in it.
 */
final class FormationFile {
  private static final Pattern FORM =
      Pattern.compile("([a-z0-9-]+) (PREPARED|BEGUN|FORMED|JOINING)\n");

  private final Path file;

  FormationFile(Path dataDirectory) {
    this.file = dataDirectory.resolve("identity").resolve("formation");
  }

  /** What it says; empty when it is not there. {@link IOException} when it cannot be read. */
  Optional<FormationNote> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String text = Files.readString(file, StandardCharsets.US_ASCII);
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IOException(file + " is damaged: '" + text.strip() + "'");
    }
    return Optional.of(
        new FormationNote(
            new FormationId(form.group(1)), FormationNote.Step.valueOf(form.group(2))));
  }

  /** Is on the disk when this returns. */
  void write(FormationNote note) throws IOException {
    String text = note.formation() + " " + note.step() + "\n";
    DurableFiles.replace(file, text.getBytes(StandardCharsets.US_ASCII));
  }

  void remove() throws IOException {
    Files.deleteIfExists(file);
  }
}
