package io.quorate.server.files;

import java.util.List;

/** What came of reading a node file. */
public sealed interface NodeFileReading {

  /** Everything found, in the order of the file. */
  List<FileFinding> findings();

  /**
   * The file can be used.
   *
   * @param settings what it says
   * @param warnings what its author should know all the same; may be empty
   */
  record Ok(NodeSettings settings, List<FileFinding> warnings) implements NodeFileReading {
    /** Keeps its own copy. */
    public Ok {
      warnings = List.copyOf(warnings);
    }

    @Override
    public List<FileFinding> findings() {
      return warnings;
    }
  }

  /**
   * The file is refused.
   *
   * @param findings all problems, at least one, and the warnings
   */
  record Refused(List<FileFinding> findings) implements NodeFileReading {
    /** Keeps its own copy. */
    public Refused {
      findings = List.copyOf(findings);
    }
  }
}
