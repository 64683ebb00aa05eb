package io.quorate.core.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Where transcripts lie, and how they are compared or written anew. */
public final class TranscriptFiles {
  private static final Path ROOT = Path.of("src", "test", "resources", "transcripts");

  private TranscriptFiles() {}

  /** Runs the file; fails when it is not as it should be, unless it may be written. */
  static void check(String name, Function<List<String>, String> interpreter) throws IOException {
    Path file = ROOT.resolve(name + ".txt");
    String present = Files.readString(file);
    String actual = Transcript.run(present, interpreter);
    compare(file, present, actual);
  }

  /** Compares a whole file that is made of nothing but output. */
  static void checkWhole(String name, String actual) throws IOException {
    checkFile(ROOT.resolve(name + ".txt"), actual);
  }

  /** Compares a file that lies elsewhere. */
  public static void checkFile(Path file, String actual) throws IOException {
    compare(file, Files.exists(file) ? Files.readString(file) : "", actual);
  }

  private static void compare(Path file, String present, String actual) throws IOException {
    if (Boolean.getBoolean("rewrite")) {
      if (!present.equals(actual)) {
        Files.writeString(file, actual);
      }
      return;
    }
    assertThat(present)
        .as("%s; if the change is meant, run with -Drewrite=true and review the diff", file)
        .isEqualTo(actual);
  }

  /** What only a look at live nodes can tell. */
  static Set<Reason> ofSituations() {
    return EnumSet.of(
        Reason.NODE_OFFLINE,
        Reason.NODE_FAILED,
        Reason.NODE_NOT_CLEAN,
        Reason.NODE_UNCONFIRMED,
        Reason.NODE_LEAVING,
        Reason.CHECK_FAILING,
        Reason.SECRET_NOT_DELIVERED,
        Reason.SERVICES_DIED,
        Reason.NO_ELIGIBLE_STANDBY,
        Reason.LEASE_NOT_OVER,
        Reason.DELAYED,
        Reason.VACANT,
        Reason.PAUSED,
        Reason.MANUAL_FAILOVER,
        Reason.NOT_A_MEMBER);
  }

  /**
   * What the registry refuses with: all but what the situation alone can tell, and what the API
   * asks first.
   */
  static Set<Reason> ofTheRegistry() {
    Set<Reason> reasons = EnumSet.allOf(Reason.class);
    reasons.removeAll(
        EnumSet.of(
            Reason.NODE_OFFLINE,
            Reason.NODE_NOT_CLEAN,
            Reason.NODE_UNCONFIRMED,
            Reason.NODE_LEAVING,
            Reason.CHECK_FAILING,
            Reason.SECRET_NOT_DELIVERED,
            Reason.SERVICES_DIED,
            Reason.NO_ELIGIBLE_STANDBY,
            Reason.LEASE_NOT_OVER,
            Reason.DELAYED));
    // Only the API, which sees live nodes, warns of forcing a role away from one.
    reasons.remove(Reason.HOLDER_IS_ALIVE);
    reasons.remove(Reason.NODE_IS_ALIVE);
    reasons.remove(Reason.OLD_CLUSTER);
    // Said by the API to who reads.
    reasons.remove(Reason.UNKNOWN_PATH);
    // Found by the node that should open a secret.
    reasons.remove(Reason.KEY_MISMATCH);
    // Found by whoever validates a commit, before it is proposed.
    reasons.removeAll(
        EnumSet.of(
            Reason.VALIDATION_REFUSES,
            Reason.CANNOT_VALIDATE,
            Reason.SCHEMA_REFUSES,
            Reason.INVALID_SCHEMA,
            Reason.UNKNOWN_SCHEMA,
            Reason.SCHEMA_TOO_DEEP,
            Reason.SCHEMA_TOO_SLOW,
            Reason.BUSY_SPACE));
    return reasons;
  }
}
