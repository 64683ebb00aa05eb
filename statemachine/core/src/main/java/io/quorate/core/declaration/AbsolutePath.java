package io.quorate.core.declaration;

import io.quorate.core.PlainText;

/**
 * The path of a folder on a node.
 *
 * <p>A text and no {@link java.nio.file.Path}: which characters a path can hold depends on the
 * locale of the node, and all nodes must agree on what they take.
 *
 * @param value begins with a slash and holds no NUL
 */
public record AbsolutePath(String value) {
  /** What the kernel takes, without the NUL at its end. */
  static final int MAX_BYTES = 4_095;

  /** Refuses another text with {@link IllegalArgumentException}; ask {@link #wellFormed} first. */
  public AbsolutePath {
    if (!wellFormed(value)) {
      throw new IllegalArgumentException("not an absolute path: " + value);
    }
  }

  /** Whether the text is a path from the root. */
  public static boolean wellFormed(String text) {
    return text.startsWith("/") && PlainText.transmissible(text);
  }

  void check(Findings findings, String path) {
    findings.text(path, value, MAX_BYTES);
  }

  @Override
  public String toString() {
    return value;
  }
}
