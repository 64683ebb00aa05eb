package io.quorate.documents;

import java.util.List;

/**
 * A fenced block of a document.
 *
 * @param document the file as people name it
 * @param line of its first line of text, from 1
 * @param language what stands behind the fence, such as {@code yaml group}; may be empty
 * @param lines its text
 */
record Block(String document, int line, String language, List<String> lines) {
  Block {
    lines = List.copyOf(lines);
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }

  /** For the message of a failed assertion. */
  String where() {
    return document + ":" + line;
  }
}
