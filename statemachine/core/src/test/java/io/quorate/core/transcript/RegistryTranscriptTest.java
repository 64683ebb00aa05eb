package io.quorate.core.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.Reason;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.membership.SeatCommand;
import io.quorate.core.registry.Command;
import io.quorate.core.revocation.RevocationCommand;
import io.quorate.core.secret.SecretCommand;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What the registry accepts and refuses. {@code -Drewrite=true} writes the files as they should be.
 */
final class RegistryTranscriptTest {
  private static final List<String> FILES =
      List.of(
          "cluster",
          "undefined",
          "declaration",
          "first-grant",
          "failover",
          "failed-promotion",
          "failed-switchover",
          "switchover",
          "service",
          "force",
          "automation",
          "deletion",
          "refusals",
          "requests",
          "retention",
          "crowded",
          "level",
          "time",
          "configuration",
          "confirmation",
          "runtime",
          "runtime-of-members",
          "counter",
          "sync",
          "candidates",
          "scopes",
          "watch",
          "sessions",
          "constraints",
          "validation",
          "secrets",
          "seats",
          "revocations");

  private final Set<Class<?>> commands = new HashSet<>();
  private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);

  @Test
  void transcriptsHoldAndShowEveryCommandAndReason() throws IOException {
    for (String file : FILES) {
      TranscriptFiles.check("registry/" + file, new RegistryScript(commands, reasons)::block);
    }

    assertThat(commands).containsAll(Set.of(Command.class.getPermittedSubclasses()));
    assertThat(commands).containsAll(Set.of(ConfigCommand.class.getPermittedSubclasses()));
    assertThat(commands).containsAll(Set.of(SecretCommand.class.getPermittedSubclasses()));
    assertThat(commands).containsAll(Set.of(SeatCommand.class.getPermittedSubclasses()));
    assertThat(commands).containsAll(Set.of(RevocationCommand.class.getPermittedSubclasses()));
    assertThat(reasons).containsAll(TranscriptFiles.ofTheRegistry());
  }
}
