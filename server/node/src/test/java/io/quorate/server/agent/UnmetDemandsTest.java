package io.quorate.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.declaration.GroupSpec;
import io.quorate.server.files.GroupFile;
import io.quorate.server.files.GroupFiles;
import io.quorate.server.guard.GuardStartCause;
import io.quorate.server.guard.GuardStation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnmetDemandsTest {
  @TempDir Path directory;

  @Test
  void everyProgramThatCannotRunIsNamed() throws Exception {
    GroupSpec spec =
        read(
            """
            name: web
            members: [{node: a}, {node: b}]
            resources:
              - name: mount
                hook: {promote: ["true"], user: no-such-1}
              - name: db
                service:
                  command: ["true"]
                  user: no-such-2
                  readiness: {exec: {command: ["true"], user: no-such-3}}
              - name: fine
                service: {command: ["true"]}
            checks:
              - name: deep
                probe: {exec: {command: ["true"], user: no-such-4}}
            """);
    GuardStation guards = GuardStation.open(directory);

    assertThat(UnmetDemands.of(spec, guards))
        .allMatch(failure -> failure.cause() == GuardStartCause.ACCOUNT)
        .extracting(failure -> failure.detail().replaceAll("(no-such-.).*", "$1"))
        .containsExactly(
            "hook mount: there is no user no-such-1",
            "service db: there is no user no-such-2",
            "readiness of service db: there is no user no-such-3",
            "check deep: there is no user no-such-4");
    guards.abandon(java.time.Duration.ofSeconds(5));
  }

  private static GroupSpec read(String text) throws IOException {
    GroupFile file =
        GroupFiles.read(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), new TreeMap<>());
    assertThat(file.findings()).isEmpty();
    return file.groups().get(0).spec();
  }
}
