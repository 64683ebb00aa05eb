package io.quorate.core.config;

import static io.quorate.core.config.ConfiguredGroup.A;
import static io.quorate.core.config.ConfiguredGroup.B;
import static io.quorate.core.config.ConfiguredGroup.GROUP;
import static io.quorate.core.config.ConfiguredGroup.at;
import static io.quorate.core.config.ConfiguredGroup.delete;
import static io.quorate.core.config.ConfiguredGroup.epoch;
import static io.quorate.core.config.ConfiguredGroup.rollback;
import static io.quorate.core.config.ConfiguredGroup.set;
import static io.quorate.core.config.ConfiguredGroup.text;
import static io.quorate.core.config.ConfiguredGroup.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.Epoch;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.store.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigRulesTest {
  private final ConfiguredGroup group = new ConfiguredGroup().raised();

  @Test
  void aWriteIsOneCommitWithAllOfItsChanges() {
    long first = group.done(write(set("gateway/limit", "10"), set("motd", "hello")));
    long second = group.done(write(set("gateway/limit", "20"), delete("motd")));

    assertThat(first).isEqualTo(1);
    assertThat(second).isEqualTo(2);
    assertThat(group.get("gateway/limit")).isEqualTo("20");
    assertThat(group.get("motd")).isNull();
    ConfigCommit commit = Objects.requireNonNull(group.view().commit(new Revision(2)));
    assertThat(commit.author()).isEqualTo("eva");
    assertThat(commit.size()).isEqualTo(new ConfigCommit.Size(1, 1, 2, 28));
    assertThat(group.view().head().paths()).isEqualTo(1);
    assertThat(group.view().head().bytes()).isEqualTo(2);
  }

  @Test
  void whatChangesNothingMakesNoRevision() {
    group.done(write(set("a", "1")));

    assertThat(group.done(write(set("a", "1"), delete("b")))).isEqualTo(1);
    assertThat(group.view().commit(new Revision(2))).isNull();
  }

  @Test
  void allReasonsAreNamedAndNothingIsDone() {
    group.done(write(set("a", "1")));
    ConfigCommand.Terms terms =
        new ConfigCommand.Terms(new Revision(9), new Epoch(5), "for nothing", null);

    assertThat(
            group.refused(
                write(
                    terms,
                    set(at("a"), "2", 7),
                    set(at("b"), "2", 3),
                    set(at(new NodeId("z"), "c"), "2", 0),
                    new ConfigEdit(at("d"), new ConfigValue(new byte[] {-1}, "text/plain"), null),
                    set("ok", "2"))))
        .containsExactlyInAnyOrder(
            "REVISION_CONFLICT",
            "STALE_EPOCH",
            "REVISION_CONFLICT",
            "REVISION_CONFLICT",
            "NOT_A_MEMBER",
            "INVALID_VALUE");
    assertThat(group.get("ok")).isNull();
    assertThat(group.view().head().revision()).isEqualTo(new Revision(1));
  }

  @Test
  void aValueIsReplacedOnlyIfItIsAsExpected() {
    group.done(write(set(at("a"), "1", 0)));

    assertThat(group.refused(write(set(at("a"), "2", 0)))).containsExactly("REVISION_CONFLICT");
    group.done(write(set(at("a"), "2", 1)));
    assertThat(group.refused(write(set(at("a"), "3", 1)))).containsExactly("REVISION_CONFLICT");
    assertThat(group.get("a")).isEqualTo("2");
  }

  @Test
  void aClosedEpochWritesNothing() {
    group.decide(new Command.GrantRole(GROUP, Epoch.NONE, A, ""));
    group.done(write(epoch(1), set("a", "by the active")));
    group.decide(
        new Command.ReleaseRole(
            GROUP, new Epoch(1), A, Command.ReleaseRole.Outcome.STOPPED, "moved"));

    assertThat(group.refused(write(epoch(1), set("a", "late")))).containsExactly("STALE_EPOCH");
    group.decide(new Command.GrantRole(GROUP, new Epoch(1), B, ""));
    assertThat(group.refused(write(epoch(1), set("a", "late")))).containsExactly("STALE_EPOCH");
    assertThat(group.get("a")).isEqualTo("by the active");
  }

  @Test
  void aPathWithAValueIsNoFolder() {
    group.done(write(set("a/b", "1")));

    assertThat(group.refused(write(set("a", "2")))).containsExactly("PATH_CONFLICT");
    assertThat(group.refused(write(set("a/b/c", "2")))).containsExactly("PATH_CONFLICT");
    assertThat(group.refused(write(set("x", "1"), set("x/y", "1"))))
        .containsExactly("PATH_CONFLICT", "PATH_CONFLICT");
    group.done(write(set("a-b", "2"), set("a.c", "3")));
    group.done(write(set("a", "2"), delete("a/b")));
    assertThat(group.get("a")).isEqualTo("2");
  }

  @Test
  void norAsAnyMemberSeesIt() {
    group.done(write(set("a", "for all"), set(at(A, "own/x"), "of a", 0)));

    assertThat(group.refused(write(set(at(A, "a/b"), "1", 0)))).containsExactly("PATH_CONFLICT");
    assertThat(group.refused(write(set("own", "1")))).containsExactly("PATH_CONFLICT");
    group.done(write(set(at(B, "own"), "b sees nothing of a", 0)));
    group.done(write(set(at(A, "a"), "over that for all", 0)));
  }

  @Test
  void theValueOfAMemberThatIsGoneCanBeDeletedNotSet() {
    NodeId gone = new NodeId("gone");

    assertThat(group.refused(write(set(at(gone, "a"), "1", 0)))).containsExactly("NOT_A_MEMBER");
    assertThat(group.refused(write(new ConfigEdit(at(gone, "a"), null, null)))).isEmpty();
  }

  @Test
  void anEarlierRevisionComesBackAsANewOne() {
    group.done(write(set("a", "1"), set("b", "1")));
    ConfigDigest then = group.view().head().digest();
    group.done(write(set("a", "2"), set("c/d", "2")));
    group.done(write(delete("a"), delete("b")));

    assertThat(group.done(rollback(1))).isEqualTo(4);
    assertThat(group.get("a")).isEqualTo("1");
    assertThat(group.get("b")).isEqualTo("1");
    assertThat(group.get("c/d")).isNull();
    assertThat(group.view().head().digest()).isEqualTo(then);
    ConfigCommit commit = Objects.requireNonNull(group.view().commit(new Revision(4)));
    assertThat(commit.origin())
        .isEqualTo(new ConfigOrigin(ConfigOrigin.Kind.ROLLBACK, new Revision(1)));
    assertThat(group.done(rollback(3))).isEqualTo(5);
    assertThat(group.get("c/d")).isEqualTo("2");
    assertThat(group.done(rollback(5))).isEqualTo(5);
  }

  @Test
  void aRevisionThatIsNotThereIsNotBroughtBack() {
    assertThat(group.refused(rollback(1))).containsExactly("UNKNOWN_REVISION");
    for (int i = 0; i <= ConfigLimits.KEPT_COMMITS; i++) {
      group.done(write(set("a", "" + i)));
    }

    assertThat(group.refused(rollback(0))).containsExactly("COMPACTED");
    assertThat(group.view().head().oldest()).isEqualTo(new Revision(1));
    group.done(rollback(2));
    assertThat(group.get("a")).isEqualTo("1");
  }

  @Test
  void whatLeadsBackIsDroppedWithItsCommit() {
    for (int i = 0; i < ConfigLimits.KEPT_COMMITS + 50; i++) {
      group.done(write(set("a", "" + i), set("b" + i, "x")));
    }

    assertThat(group.store.range(Table.CONFIG_UNDO, "", "~", Integer.MAX_VALUE))
        .hasSize(2 * ConfigLimits.KEPT_COMMITS);
    assertThat(group.view().commits(new Revision(Long.MAX_VALUE), Integer.MAX_VALUE))
        .hasSize(ConfigLimits.KEPT_COMMITS + 1);
  }

  @Test
  void moreThanAWriteHoldsIsRefused() {
    List<ConfigEdit> many = new ArrayList<>();
    for (int i = 0; i <= ConfigLimits.EDITS; i++) {
      many.add(set("p" + i, "x"));
    }
    String half = "x".repeat(ConfigValue.MAX_BYTES);

    assertThat(group.refused(write(many.toArray(ConfigEdit[]::new))))
        .containsExactly("LIMIT_EXCEEDED");
    assertThat(group.refused(write(set("a", half), set("b", half))))
        .containsExactly("LIMIT_EXCEEDED");
    assertThat(group.refused(write(set("a", half + "x")))).containsExactly("INVALID_VALUE");
    assertThat(group.refused(write(set("a", "1"), set("a", "2")))).containsExactly("INVALID_VALUE");
    assertThat(group.refused(write(set("a", half)))).isEmpty();
  }

  @Test
  void manyReasonsAreCounted() {
    List<ConfigEdit> many = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      many.add(set(at("p" + i), "x", 5));
    }

    assertThat(group.refused(write(many.toArray(ConfigEdit[]::new))))
        .hasSize(ConfigLimits.NAMED_REFUSALS + 1);
  }

  @Test
  void aGroupWithAConfigurationIsNotDeleted() {
    group.done(write(set("a", "1")));

    assertThat(group.decide(new Command.DeleteGroup(GROUP, null)))
        .isInstanceOf(Decision.Rejected.class);
    group.done(write(delete("a")));
    assertThat(group.decide(new Command.DeleteGroup(GROUP, null)))
        .isInstanceOf(Decision.Accepted.class);
    assertThat(group.refused(write(set("a", "1")))).containsExactly("UNKNOWN_GROUP");
  }

  @Test
  void belowItsLevelThereIsNone() {
    ConfiguredGroup old = new ConfiguredGroup();

    assertThat(old.refused(write(set("a", "1")))).containsExactly("LEVEL_TOO_LOW");
  }

  @Test
  void theDigestTellsContentNotHistory() {
    Random random = new Random(5);
    ConfiguredGroup other = new ConfiguredGroup().raised();
    for (int i = 0; i < 300; i++) {
      String path = "p" + random.nextInt(20);
      group.done(random.nextInt(3) == 0 ? write(delete(path)) : write(set(path, "v" + i % 7)));
    }
    group
        .view()
        .list(ConfigScope.ALL, "", "", 1_000)
        .forEach(
            found -> other.done(write(new ConfigEdit(found.place(), found.entry().value(), null))));

    assertThat(other.view().head().digest()).isEqualTo(group.view().head().digest());
    assertThat(other.view().head().paths()).isEqualTo(group.view().head().paths());
    assertThat(other.view().head().bytes()).isEqualTo(group.view().head().bytes());
    group.done(write(set("p1", "something else")));
    assertThat(other.view().head().digest()).isNotEqualTo(group.view().head().digest());
    ConfigDigest.Sum sum = ConfigDigest.EMPTY.sum();
    sum.remove(at("a"), text("1"));
    sum.add(at("a"), text("1"));
    assertThat(sum.digest()).isEqualTo(ConfigDigest.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "a/", "/a", "a//b", ".", "..", "a/../b", "ü", "a b", "a\0b", "a~"})
  void whatIsNoPathIsNone(String text) {
    assertThat(ConfigPath.wrong(text)).isPresent();
  }

  @Test
  void pathsHaveBounds() {
    assertThat(ConfigPath.wrong("a".repeat(64))).isEmpty();
    assertThat(ConfigPath.wrong("a".repeat(65))).isPresent();
    assertThat(ConfigPath.wrong("a/".repeat(15) + "a")).isEmpty();
    assertThat(ConfigPath.wrong("a/".repeat(16) + "a")).isPresent();
    assertThat(ConfigPath.wrong(("a".repeat(60) + "/").repeat(9) + "a")).isPresent();
  }

  @Test
  void aListGoesOnWhereItStopped() {
    group.done(
        write(set("a/1", ""), set("a/2/x", ""), set("a-b", ""), set("a0", ""), set("b", "")));

    assertThat(paths("a", "", 10)).containsExactly("a/1", "a/2/x");
    assertThat(paths("a", "", 1)).containsExactly("a/1");
    assertThat(paths("a", "a/1", 10)).containsExactly("a/2/x");
    assertThat(paths("", "a/2/x", 10)).containsExactly("a0", "b");
    assertThat(paths("b", "", 10)).containsExactly("b");
    assertThat(paths("b", "b", 10)).isEmpty();
    assertThat(paths("b", "a0", 10)).containsExactly("b");
    assertThat(paths("", "", 10)).containsExactly("a-b", "a/1", "a/2/x", "a0", "b");
  }

  private List<String> paths(String folder, String after, int limit) {
    return group.view().list(ConfigScope.ALL, folder, after, limit).stream()
        .map(found -> found.place().path().value())
        .toList();
  }

  @Test
  void scopesAreFoundWithoutLookingAtEveryValue() {
    group.done(write(set("a", "1"), set(at(B, "a"), "2", 0), set(at(A, "x/y"), "3", 0)));

    assertThat(group.view().scopes())
        .containsExactly(ConfigScope.ALL, new ConfigScope(A), new ConfigScope(B));
  }
}
