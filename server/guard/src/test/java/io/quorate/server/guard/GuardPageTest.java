package io.quorate.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.server.process.Account;
import io.quorate.server.process.AccountName;
import io.quorate.server.process.ProcessNumbers;
import io.quorate.server.process.Toolbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GuardPageTest {
  private static final GuardIdentity IDENTITY = new GuardIdentity("node", "orders", 7, "abc");
  private static final LeaseDeadline FIRST = new LeaseDeadline(1, 2, 3);
  private static final int LEASE_SEQUENCE = 8;
  private static final int LEASE_CONTENT = 10;

  @TempDir Path directory;

  @Test
  void isSeenByTheOtherSide() throws IOException {
    GuardPage agent = GuardPage.create(directory.resolve("page"), IDENTITY, FIRST);
    GuardPage guard = GuardPage.open(directory.resolve("page"), IDENTITY);
    assertThat(guard.lease()).isEqualTo(FIRST);
    assertThat(guard.wanted(15)).isEqualTo(Wanted.NOTHING);
    assertThat(agent.report()).isNull();

    agent.lease(new LeaseDeadline(-4, 5, 6));
    agent.wanted(15, guard.wanted(15).next(WantedState.RUNNING));
    guard.report(GuardReport.NOTHING);
    assertThat(guard.lease()).isEqualTo(new LeaseDeadline(-4, 5, 6));
    assertThat(guard.wanted(15)).isEqualTo(new Wanted(1, WantedState.RUNNING));
    assertThat(agent.report()).isEqualTo(GuardReport.NOTHING);
    assertThat(guard.revoked()).isFalse();
    agent.revoke();
    assertThat(guard.revoked()).isTrue();
  }

  @Test
  void isNotTakenForAnotherGuards() throws IOException {
    Path file = directory.resolve("page");
    GuardPage page = GuardPage.create(file, IDENTITY, FIRST);
    assertThat(page.lease()).isEqualTo(FIRST);
    for (GuardIdentity other :
        List.of(
            new GuardIdentity("node", "orders", 8, "abc"),
            new GuardIdentity("node", "orders", 7, "abd"),
            new GuardIdentity("node2", "orders", 7, "abc"))) {
      assertThatThrownBy(() -> GuardPage.open(file, other)).isInstanceOf(IOException.class);
    }
    Path empty = Files.write(directory.resolve("empty"), new byte[4096]);
    assertThatThrownBy(() -> GuardPage.open(empty, IDENTITY)).isInstanceOf(IOException.class);
    Path cut = Files.write(directory.resolve("cut"), new byte[10]);
    assertThatThrownBy(() -> GuardPage.open(cut, IDENTITY)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> GuardPage.create(file, IDENTITY, FIRST))
        .isInstanceOf(IOException.class);
  }

  @Test
  void givesNoNewsWhenTornOrDamagedAndRecoversWithTheNextWrite() throws IOException {
    GuardPage page = GuardPage.create(directory.resolve("page"), IDENTITY, FIRST);
    page.set(LEASE_SEQUENCE, page.get(LEASE_SEQUENCE) + 1); // a writer that died half way
    assertThat(page.lease()).isNull();
    page.lease(new LeaseDeadline(7, 8, 9));
    assertThat(page.lease()).isEqualTo(new LeaseDeadline(7, 8, 9));
    page.set(LEASE_CONTENT, 1L << 60); // damage that no sequence tells
    assertThat(page.lease()).isNull();
  }

  @Test
  void neverShowsHalfAWrite() throws Exception {
    GuardPage page = GuardPage.create(directory.resolve("page"), IDENTITY, FIRST);
    page.lease(new LeaseDeadline(0, 0, 0));
    Thread writer =
        new Thread(
            () -> {
              for (long i = 1; i <= 200_000; i++) {
                page.lease(new LeaseDeadline(i, i, i));
              }
            });
    writer.start();
    long last = 0;
    while (last < 200_000) {
      LeaseDeadline read = page.lease();
      if (read != null) {
        assertThat(read.bootNanos()).isEqualTo(read.monotonicNanos());
        assertThat(read.wallMillis()).isEqualTo(read.monotonicNanos());
        assertThat(read.monotonicNanos()).isGreaterThanOrEqualTo(last);
        last = read.monotonicNanos();
      }
    }
    writer.join();
  }

  @Test
  void launchFileReadsBackWhatWasWritten() throws IOException {
    TreeMap<String, String> environment = new TreeMap<>();
    environment.put("GREETING", "two\nlines = é \\ # !");
    environment.put("EMPTY", "");
    ServiceSpec service =
        new ServiceSpec(
            "db",
            List.of("sh", "-c", "echo \"a b\" # not a comment"),
            environment,
            Path.of("/tmp"),
            new StopSpec(List.of("stop", ""), "INT", Duration.ofMillis(1500)),
            new LogSpec(Path.of("/tmp/db.log"), 12345),
            new AccountName("postgres", "dba"),
            ProcessNumbers.OWN);
    TreeMap<Integer, Account> accounts = new TreeMap<>();
    accounts.put(1, new Account("postgres", 70, 71, "/var/lib/a b", "/bin/sh"));
    GuardSpec spec =
        new GuardSpec(
            "orders", 7, List.of(service, service), Duration.ofSeconds(2), Path.of("/dev/w"));
    Launch launch =
        new Launch(
            IDENTITY,
            Path.of("/sys/fs/cgroup/x"),
            new Toolbox("/bin/setsid", "", List.of("env", "--x y"), List.of("unshare")),
            spec,
            accounts);
    LaunchFile.write(directory, launch);
    assertThat(LaunchFile.read(directory)).isEqualTo(launch);

    GuardSpec empty = new GuardSpec("orders", 7, List.of(), Duration.ZERO, null);
    Launch bare = new Launch(IDENTITY, null, new Toolbox("", "", List.of(), List.of()), empty);
    LaunchFile.write(directory, bare);
    assertThat(LaunchFile.read(directory)).isEqualTo(bare);
    Files.writeString(directory.resolve("launch.properties"), "node=x\n");
    assertThatThrownBy(() -> LaunchFile.read(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("group is missing");
  }
}
