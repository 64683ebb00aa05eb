package io.quorate.server.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class TrustCommandTest {
  @TempDir private Path folder;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  private int run(String... args) {
    out = new StringWriter();
    err = new StringWriter();
    CommandLine line = TrustCommand.build();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line.execute(args);
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  @BeforeEach
  void init() {
    int code =
        run(
            "init",
            "--cluster",
            "office",
            "--node",
            "a",
            "--node",
            "w",
            "--admin",
            "root",
            "-d",
            folder.toString());
    assertThat(code).as(err.toString()).isZero();
  }

  @Test
  void eachHasAFolderThatHolds() {
    assertThat(out.toString())
        .contains(
            "the authority of office",
            "quorate://office/node/a",
            "quorate://office/node/w",
            "quorate://office/admin/root");
    assertThat(run("show", at("root"))).isZero();
    assertThat(out.toString()).contains("identity   quorate://office/admin/root", "authority  ");
  }

  @Test
  void nothingIsOverwritten() throws Exception {
    String before = Files.readString(folder.resolve("authority/ca.key"));
    assertThat(
            run("init", "--cluster", "x", "--node", "b", "--admin", "y", "-d", folder.toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("authority] is there already; nothing was made");
    assertThat(folder.resolve("b")).doesNotExist();
    assertThat(folder.resolve("authority/ca.key")).hasContent(before);
    assertThat(run("node", "a", "--authority", at("authority"), "-d", at("a"))).isEqualTo(1);
    assertThat(err.toString()).contains("tls.key is there already");
  }

  @Test
  void anInitThatCannotBeWholeMakesNothing() throws Exception {
    Path other = folder.resolve("other");
    Files.createDirectories(other.resolve("b"));
    assertThat(
            run(
                "init",
                "--cluster",
                "x",
                "--node",
                "a",
                "--node",
                "b",
                "--admin",
                "y",
                "-d",
                other.toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("other/b] is there already");
    assertThat(other.resolve("authority")).doesNotExist();
  }

  @Test
  void anAuthorityThatEverybodyMayReadIsNotUsed() throws Exception {
    Files.setPosixFilePermissions(
        folder.resolve("authority/ca.key"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(run("node", "b", "--authority", at("authority"), "-d", at("b"))).isEqualTo(1);
    assertThat(err.toString()).contains("every user of this machine may read", "chmod o=");
  }

  @Test
  void furtherOnesAreOfTheSameCluster() {
    assertThat(run("node", "b", "--authority", at("authority"), "-d", at("b"))).isZero();
    assertThat(
            run(
                "user",
                "olga",
                "--role",
                "operator",
                "--authority",
                at("authority"),
                "-d",
                at("olga")))
        .isZero();
    assertThat(out.toString()).contains("quorate://office/operator/olga, for 397 days");
    assertThat(run("show", at("olga"))).isZero();
  }

  @Test
  void renewalKeepsWhoItIs() throws Exception {
    String before = Files.readString(folder.resolve("a/tls.crt"));
    assertThat(run("renew", at("a"), "--authority", at("authority"), "--days", "5")).isZero();
    assertThat(Files.readString(folder.resolve("a/tls.crt"))).isNotEqualTo(before);
    assertThat(run("show", at("a"))).isZero();
    assertThat(out.toString()).contains("quorate://office/node/a");
  }

  @Test
  void whatIsWrongIsSaid() throws Exception {
    assertThat(run("user", "a b", "--role", "admin", "--authority", at("authority"), "-d", at("x")))
        .isEqualTo(2);
    assertThat(err.toString()).contains("'a b' is not a name");
    assertThat(run("node", "b", "--authority", at("nowhere"), "-d", at("x"))).isEqualTo(1);
    assertThat(err.toString()).contains("ca.crt does not exist");
    assertThat(run("renew", at("a"), "--authority", at("authority"), "--days", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--days: use 1 to 36500");
    assertThat(run("show", at("nowhere"))).isEqualTo(1);
    assertThat(err.toString()).contains("ca.crt does not exist", "tls.key does not exist");
    Files.writeString(folder.resolve("authority/ca.key"), "hello");
    assertThat(run("node", "b", "--authority", at("authority"), "-d", at("x"))).isEqualTo(1);
    assertThat(err.toString()).contains("ca.key holds no private key");
    assertThat(
            run(
                "init",
                "--cluster",
                "office",
                "--node",
                "a",
                "--node",
                "a",
                "--admin",
                "r",
                "-d",
                at("y")))
        .isEqualTo(2);
    assertThat(err.toString()).contains("'a' is there twice");
    assertThat(Files.exists(folder.resolve("y"))).isFalse();
  }
}
