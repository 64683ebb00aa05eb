package io.quorate.client.cli;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What must stand where something is written. */
final class ExpectedValue {
  @Option(
      names = "--if-value-revision",
      paramLabel = "REVISION",
      description = "Only if each value is of this revision.")
  private @Nullable Long expected;

  @Option(names = "--if-absent", description = "Only if none of the values is there yet.")
  private boolean ifAbsent;

  void check(QuorateCommand root) {
    if (ifAbsent && expected != null) {
      throw root.usage("--if-absent and --if-value-revision exclude each other");
    }
  }

  /** The revision that each must have, 0 when it must not be there; empty when any will do. */
  OptionalLong revision() {
    Long revision = ifAbsent ? Long.valueOf(0) : expected;
    return revision == null ? OptionalLong.empty() : OptionalLong.of(revision);
  }
}
