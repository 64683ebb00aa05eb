package io.quorate.server.guard;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Map;

/**
 * That a guard did not come up, or could not.
 *
 * @param cause of which kind
 * @param detail what was seen, in words
 */
public record GuardStartFailure(GuardStartCause cause, String detail) {
  /** What the system's errors are called, by the JDK's process builder and by its file streams. */
  private static final List<Map.Entry<String, GuardStartCause>> SIGNS =
      List.of(
          Map.entry("Too many open files", GuardStartCause.OPEN_FILES),
          Map.entry("error=24", GuardStartCause.OPEN_FILES),
          Map.entry("error=23", GuardStartCause.OPEN_FILES),
          Map.entry("Resource temporarily unavailable", GuardStartCause.PROCESSES),
          Map.entry("error=11", GuardStartCause.PROCESSES),
          Map.entry("unable to create native thread", GuardStartCause.PROCESSES),
          Map.entry("Cannot allocate memory", GuardStartCause.MEMORY),
          Map.entry("insufficient memory", GuardStartCause.MEMORY),
          Map.entry("error=12", GuardStartCause.MEMORY),
          Map.entry("No space left", GuardStartCause.PLACE),
          Map.entry("Read-only file system", GuardStartCause.PLACE),
          Map.entry("Cannot run program", GuardStartCause.PROGRAM_MISSING),
          Map.entry("error=2,", GuardStartCause.PROGRAM_MISSING),
          Map.entry("error=13", GuardStartCause.PROGRAM_MISSING));

  /** What the exception says. */
  static GuardStartFailure of(IOException failed) {
    String message = String.valueOf(failed.getMessage());
    GuardStartCause fallback =
        failed instanceof FileSystemException ? GuardStartCause.PLACE : GuardStartCause.UNKNOWN;
    return new GuardStartFailure(sign(message, fallback), message);
  }

  /** What a program said before it ended. */
  static GuardStartFailure ofOutput(String how, String output) {
    String said = output.strip();
    return new GuardStartFailure(
        sign(said, GuardStartCause.ENDED), said.isEmpty() ? how : how + ": " + said);
  }

  private static GuardStartCause sign(String text, GuardStartCause fallback) {
    return SIGNS.stream()
        .filter(sign -> text.contains(sign.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(fallback);
  }

  /** What was seen and what to do. */
  public String sentence() {
    return cause.remedy().isEmpty() ? detail : detail + "; " + cause.remedy();
  }
}
