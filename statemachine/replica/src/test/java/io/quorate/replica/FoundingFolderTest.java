package io.quorate.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.NodeId;
import io.quorate.core.membership.Founding;
import io.quorate.replica.disk.DurableFiles;
import io.quorate.replica.identity.DataIdentity;
import io.quorate.replica.identity.DataLayout;
import io.quorate.replica.identity.IdentitySentinel;
import io.quorate.replica.identity.Standing;
import io.quorate.replica.peer.PeerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was made takes its place, wherever it was interrupted before. */
final class FoundingFolderTest {
  private static final UUID OLD = new UUID(1, 1);
  private static final UUID NEW = new UUID(2, 2);
  private static final Founding SECOND = Founding.FIRST.next(NEW);

  @TempDir Path root;

  /** What a crash came behind. */
  enum Step {
    NOTHING,
    SET_ASIDE,
    MOVED_IN,
    NAMED
  }

  private static DataIdentity identity(Founding founding, UUID incarnation) {
    return new DataIdentity(
        "test", founding, new NodeId("b"), new PeerId("b"), incarnation, Standing.MEMBER);
  }

  private DataLayout made() {
    return new FoundingFolder(root).of(NEW);
  }

  private void twoFoundings() throws IOException {
    DataLayout old = new DataLayout(root, OLD);
    Files.createDirectories(old.logFolder());
    new IdentitySentinel(old).sealMade(identity(Founding.FIRST, OLD));
    Files.createDirectories(made().logFolder());
    new IdentitySentinel(made()).sealMade(identity(SECOND, NEW));
  }

  private void crashBehind(Step step) throws IOException {
    DataLayout place = new DataLayout(root, NEW);
    if (step.compareTo(Step.SET_ASIDE) >= 0) {
      DurableFiles.move(place.raftFolder(), place.setAside(SECOND));
    }
    if (step.compareTo(Step.MOVED_IN) >= 0) {
      DurableFiles.move(made().raftFolder(), place.raftFolder());
    }
    if (step.compareTo(Step.NAMED) >= 0) {
      new IdentitySentinel(place).take(identity(SECOND, NEW));
    }
  }

  @ParameterizedTest
  @EnumSource
  void itIsFinishedFromWhereverItStopped(Step step) throws Exception {
    twoFoundings();
    crashBehind(step);

    assertThat(new FoundingFolder(root).finish()).contains(SECOND);

    DataLayout place = new DataLayout(root, NEW);
    assertThat(place.logFolder()).isDirectory();
    assertThat(new IdentitySentinel(place).identity()).contains(identity(SECOND, NEW));
    assertThat(new DataLayout(root, OLD).groupFolder()).doesNotExist();
    assertThat(place.setAside(SECOND).resolve(OLD.toString())).isDirectory();
    assertThat(made().root()).doesNotExist();
    assertThat(new FoundingFolder(root).finish()).isEmpty();
  }

  @Test
  void whatIsNotCompleteIsThrownAway() throws Exception {
    Files.createDirectories(made().logFolder());

    assertThat(new FoundingFolder(root).finish()).isEmpty();
    new FoundingFolder(root).clear();

    assertThat(made().root()).doesNotExist();
  }

  @Test
  void whatWasSetAsideBeforeIsKept() throws Exception {
    twoFoundings();
    Path aside = new DataLayout(root, NEW).setAside(SECOND);
    Files.createDirectories(aside.resolve("of-an-earlier-try"));

    new FoundingFolder(root).finish();

    assertThat(aside.resolve("of-an-earlier-try")).isDirectory();
    assertThat(aside.resolveSibling(aside.getFileName() + "-2")).isDirectory();
  }
}
