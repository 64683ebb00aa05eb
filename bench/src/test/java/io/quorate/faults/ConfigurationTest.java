package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.quorate.client.ConfigurationClient;
import io.quorate.client.QuorateException;
import io.quorate.client.RefusedException;
import io.quorate.client.UnknownOutcomeException;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.server.local.ClusterStates;
import io.quorate.server.local.LocalNode;
import io.quorate.server.local.LocalWire;
import io.quorate.v1.ConfigChange;
import io.quorate.v1.ConfigCommit;
import io.quorate.v1.ConfigEntry;
import io.quorate.v1.ConfigTerms;
import io.quorate.v1.GetConfigLogRequest;
import io.quorate.v1.GetConfigLogResponse;
import io.quorate.v1.GetValueRequest;
import io.quorate.v1.RollbackConfigRequest;
import io.quorate.v1.WriteConfigRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged of a configuration is there, whoever dies. */
final class ConfigurationTest {
  private static final int WRITES = 60;

  @TempDir private static Path directory;
  private static Scene scene;

  @BeforeAll
  static void begin() throws Exception {
    scene = Scene.begin(directory, TimingProfile.LAN, LocalWire.PROVEN);
  }

  @AfterAll
  static void end() throws Exception {
    if (scene != null) {
      scene.close();
    }
  }

  @BeforeEach
  void heal() throws Exception {
    scene.heal();
  }

  private static ConfigurationClient client() {
    return scene.cluster().client().configuration();
  }

  private static long write(String path, String text) throws QuorateException {
    return write(path, text, ConfigTerms.getDefaultInstance());
  }

  private static long write(String path, String text, ConfigTerms terms) throws QuorateException {
    return client()
        .write(
            WriteConfigRequest.newBuilder()
                .setGroup(Scene.GROUP)
                .addChanges(
                    ConfigChange.newBuilder().setPath(path).setValue(ByteString.copyFromUtf8(text)))
                .setTerms(terms)
                .build())
        .getRevision();
  }

  private static ConfigEntry read(String path) throws QuorateException {
    return client().get(GetValueRequest.newBuilder().setGroup(Scene.GROUP).setPath(path).build());
  }

  private static GetConfigLogResponse log() throws QuorateException {
    return client()
        .log(GetConfigLogRequest.newBuilder().setGroup(Scene.GROUP).setLimit(1_000).build());
  }

  @Test
  @Tag("long")
  void whatWasAcknowledgedOutlivesTheLeader() throws Exception {
    SortedMap<Long, String> acknowledged = new TreeMap<>();
    int unknown = 0;
    for (int i = 0; i < WRITES; i++) {
      if (i == WRITES / 3) {
        LocalNode leader = scene.leader();
        Scene.say("the leader " + leader.node() + " is killed between writes");
        scene.cluster().crash(leader);
      }
      try {
        long revision = write("kept/" + i, "written " + i);
        assertThat(acknowledged.put(revision, "kept/" + i)).as("a revision twice").isNull();
      } catch (UnknownOutcomeException mayBe) {
        unknown++;
      }
    }
    Scene.say(acknowledged.size() + " acknowledged, " + unknown + " unknown");
    scene.heal();

    for (var write : acknowledged.entrySet()) {
      ConfigEntry entry = read(write.getValue());
      assertThat(entry.getRevision()).isEqualTo(write.getKey());
      assertThat(entry.getValue().toStringUtf8())
          .isEqualTo("written " + write.getValue().substring("kept/".length()));
    }
    assertThat(acknowledged).hasSizeGreaterThan(WRITES / 3);
    List<Long> revisions = log().getCommitsList().stream().map(ConfigCommit::getRevision).toList();
    assertThat(revisions).containsAll(acknowledged.keySet());
    assertThat(revisions).doesNotHaveDuplicates();
  }

  @Test
  void anOldActiveWritesNothingAnyMore() throws Exception {
    ConfigTerms old = ConfigTerms.newBuilder().setEpoch(scene.epoch()).build();
    write("by/active", "first", old);
    LocalNode next = scene.peerOf(scene.active());
    scene.switchover(next);
    scene.await("the role moved", ClusterStates.settledAt(Scene.GROUP, next.node().value()));

    assertThatThrownBy(() -> write("by/active", "late", old))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.reasons().get(0).getReason()).isEqualTo("STALE_EPOCH"));
    assertThat(read("by/active").getValue().toStringUtf8()).isEqualTo("first");
  }

  @Test
  void anEarlierRevisionIsTheSameToTheLastBit() throws Exception {
    write("back/a", "1");
    String digest = log().getHead().getDigest();
    long then = log().getHead().getRevision();
    write("back/a", "2");
    write("back/b", "3");
    assertThat(log().getHead().getDigest()).isNotEqualTo(digest);

    client().rollback(RollbackConfigRequest.newBuilder().setGroup(Scene.GROUP).setTo(then).build());

    assertThat(log().getHead().getDigest()).isEqualTo(digest);
    assertThat(log().getCommits(0).getOriginRevision()).isEqualTo(then);
    assertThat(read("back/a").getValue().toStringUtf8()).isEqualTo("1");
  }
}
