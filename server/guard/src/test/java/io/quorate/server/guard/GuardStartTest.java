package io.quorate.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Guards that come up late or never, and what is known of that beforehand. */
@Timeout(120)
class GuardStartTest {
  private static final Duration LONG = TestNode.LONG;
  private static final Duration SHORT = Duration.ofSeconds(2);

  @TempDir Path directory;
  private TestNode node;

  @BeforeEach
  void open() throws IOException {
    node = new TestNode(directory);
  }

  @AfterEach
  void close() throws IOException, InterruptedException {
    node.close();
  }

  @Test
  void aLateGuardIsKept() throws Exception {
    GuardStation late = node.station.with(java("sleep 11; exec " + realJava() + " \"$@\""));

    Guard guard = late.launch(node.spec(), node.in(LONG));

    assertThat(guard.snapshot().phase()).isEqualTo(GuardPhase.GUARDING);
  }

  @Test
  void oneThatIsLateBeyondTheLimitIsGivenUpAndNothingOfItIsLeft() {
    GuardStation hanging = node.station.with(java("echo busy; sleep 1000"));

    GuardStartFailure failure = failure(hanging, SHORT);

    assertThat(failure.cause()).isEqualTo(GuardStartCause.TOO_LATE);
    assertThat(failure.sentence()).contains("not ready within 2000 ms").contains("busy");
    assertThat(node.guards()).isEmpty();
    assertThat(hanging.root().resolve("orders")).doesNotExist();
  }

  @Test
  void oneThatEndsSaysWhy() {
    GuardStation broken = node.station.with(java("echo no such option; exit 1"));

    GuardStartFailure failure = failure(broken, LONG);

    assertThat(failure.cause()).isEqualTo(GuardStartCause.ENDED);
    assertThat(failure.detail()).contains("ended with 1").contains("no such option");
  }

  @Test
  void aJavaThatIsGoneIsNamed() throws Exception {
    GuardProgram gone =
        new GuardProgram(
            directory.resolve("jdk/bin/java"), GuardProgram.ofThisProcess().classPath());

    GuardStartFailure failure = failure(node.station.with(gone), LONG);

    assertThat(failure.cause()).isEqualTo(GuardStartCause.PROGRAM_MISSING);
    assertThat(failure.sentence()).contains("jdk/bin/java is not there any more");
    assertThat(node.station.with(gone).selfTest(LONG)).contains(failure);
  }

  @Test
  void whatIsLeftOfAnEarlierOneIsNamed() throws Exception {
    Guard first = node.running(LONG, node.shell("sleep 1000"));

    GuardStartFailure failure = failure(node.station, LONG);

    assertThat(failure.cause()).isEqualTo(GuardStartCause.REMAINS);
    first.revoke();
    TestNode.awaitClean(first);
  }

  @Test
  void whatTheLastOneLeftStaysUntilThereIsAnother() throws Exception {
    Guard first = node.launch(LONG);
    assertThat(first.clear(LONG)).isTrue();
    assertThat(first.directory().resolve("guard.log")).isRegularFile();

    Guard second = node.launch(LONG);
    assertThat(first.directory()).doesNotExist();
    assertThat(second.directory()).isDirectory();
    assertThat(second.clear(LONG)).isTrue();
    assertThat(second.directory()).isDirectory();
  }

  @Test
  void theSelfTestPassesWhereAGuardComesUp() throws Exception {
    assertThat(node.station.selfTest(LONG)).isEmpty();
    assertThat(node.services()).isEmpty();
  }

  @Test
  void theSelfTestSaysWhyAGuardWouldNotComeUp() throws Exception {
    assertThat(node.station.with(java("sleep 1000")).selfTest(SHORT))
        .hasValueSatisfying(
            failure -> assertThat(failure.cause()).isEqualTo(GuardStartCause.TOO_LATE));
    assertThat(node.station.with(java("echo There is insufficient memory; exit 1")).selfTest(LONG))
        .hasValueSatisfying(
            failure -> assertThat(failure.cause()).isEqualTo(GuardStartCause.MEMORY));
    assertThat(node.services()).isEmpty();
  }

  @Test
  void withoutOpenFilesThatIsTheCause() throws Exception {
    Process process =
        new ProcessBuilder(
                realJava(),
                "-cp",
                System.getProperty("java.class.path"),
                ShowExhaustion.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
    assertThat(said.lines())
        .containsExactly("before none", "test OPEN_FILES", "launch OPEN_FILES", "after none");
  }

  @Test
  void everySignOfTheSystemIsUnderstood() {
    assertThat(of("Cannot run program \"setsid\": error=11, Resource temporarily unavailable"))
        .isEqualTo(GuardStartCause.PROCESSES);
    assertThat(of("unable to create native thread: possibly out of memory"))
        .isEqualTo(GuardStartCause.PROCESSES);
    assertThat(of("Cannot run program \"setsid\": error=12, Cannot allocate memory"))
        .isEqualTo(GuardStartCause.MEMORY);
    assertThat(of("error=2, No such file or directory")).isEqualTo(GuardStartCause.PROGRAM_MISSING);
    assertThat(of("/run/x: No space left on device")).isEqualTo(GuardStartCause.PLACE);
    assertThat(of("error=24, Too many open files")).isEqualTo(GuardStartCause.OPEN_FILES);
    assertThat(of("whatever")).isEqualTo(GuardStartCause.UNKNOWN);
  }

  private static GuardStartCause of(String message) {
    return GuardStartFailure.of(new IOException(message)).cause();
  }

  private GuardStartFailure failure(GuardStation station, Duration limit) {
    GuardStart start = new GuardStart(limit, made -> {});
    GuardStartException failed =
        catchThrowableOfType(
            GuardStartException.class, () -> station.launch(node.spec(), node.in(LONG), start));
    return failed.failure();
  }

  private static String realJava() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** A Java run-time that does something else first, or instead. */
  private GuardProgram java(String script) {
    try {
      Path program = directory.resolve("java");
      Files.write(program, List.of("#!/bin/sh", script));
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
      return new GuardProgram(program, GuardProgram.ofThisProcess().classPath());
    } catch (IOException unwritable) {
      throw new java.io.UncheckedIOException(unwritable);
    }
  }
}
