package io.quorate.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.client.cli.ExitCode;
import io.quorate.server.agent.RoleFiles;
import io.quorate.server.guard.GuardClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a program is told, from files as the documentation shows them. */
final class RoleCommandTest {
  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void begin() throws IOException {
    Files.createDirectories(RoleFiles.directory(directory));
  }

  private int role() {
    return new CommandLine(new RoleCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute("web", "--data-directory", directory.toString());
  }

  private void web(String role, long epoch, Duration lease) throws IOException {
    Files.writeString(
        RoleFiles.file(directory, "web"),
        """
        {"group": "web", "node": "a", "role": "%s", "epoch": %d, "since": "2026-11-22T03:12:09Z",
         "lease_nanos": %d, "run": 4, "active_node": "a", "active_endpoints": ["10.0.0.1:8080"]}
        """
            .formatted(role, epoch, lease.toNanos()));
  }

  /** Leases count from so long ago. */
  private void leases(String boot, long run, Duration ago) throws IOException {
    Files.writeString(
        RoleFiles.directory(directory).resolve("LEASES"),
        """
        {"node": "a", "boot_id": "%s", "run": %d, "counted_from_boot_nanos": %d}
        """
            .formatted(boot, run, GuardClock.ofMachine().read().bootNanos() - ago.toNanos()));
  }

  @Test
  void anActiveWithALeaseIsActive() throws IOException {
    web("active", 12, Duration.ofHours(1));
    leases(RoleFiles.boot(), 4, Duration.ofMinutes(1));
    assertThat(role()).isEqualTo(ExitCode.DONE);
    assertThat(out).hasToString("active epoch 12" + System.lineSeparator());
  }

  @Test
  void aLeaseThatIsOverHasLapsed() throws IOException {
    web("active", 12, Duration.ofSeconds(2));
    leases(RoleFiles.boot(), 4, Duration.ofSeconds(2));
    lapsed();
  }

  @Test
  void aLeaseOfAnotherRunOrAnotherStartOfTheMachineHasLapsed() throws IOException {
    web("active", 12, Duration.ofHours(1));
    lapsed();
    leases(RoleFiles.boot(), 5, Duration.ZERO);
    lapsed();
    leases("another", 4, Duration.ZERO);
    lapsed();
  }

  private void lapsed() {
    out.getBuffer().setLength(0);
    assertThat(role()).isEqualTo(ExitCode.FAILED);
    assertThat(out).hasToString("lapsed (was active in epoch 12)" + System.lineSeparator());
  }

  @Test
  void aStandbyAndWhoeverIsOnTheWayAreNotActive() throws IOException {
    leases(RoleFiles.boot(), 4, Duration.ZERO);
    web("standby", 0, Duration.ZERO);
    assertThat(role()).isEqualTo(ExitCode.FAILED);
    web("promoting", 13, Duration.ofHours(1));
    assertThat(role()).isEqualTo(ExitCode.FAILED);
    assertThat(out.toString().lines()).containsExactly("standby epoch 0", "promoting epoch 13");
  }

  @Test
  void withoutAFileTheNodeIsNoMember() throws IOException {
    assertThat(role()).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("web.json: this node is no member of web");
    Files.writeString(RoleFiles.file(directory, "web"), "{");
    assertThat(role()).isEqualTo(ExitCode.FAILED);
  }
}
