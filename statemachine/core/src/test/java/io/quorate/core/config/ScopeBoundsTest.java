package io.quorate.core.config;

import static io.quorate.core.config.ConfiguredGroup.A;
import static io.quorate.core.config.ConfiguredGroup.B;
import static io.quorate.core.config.ConfiguredGroup.at;
import static io.quorate.core.config.ConfiguredGroup.set;
import static io.quorate.core.config.ConfiguredGroup.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.declaration.GroupConfiguration;
import io.quorate.core.declaration.PathPattern;
import io.quorate.core.declaration.ScopeRule;
import io.quorate.core.declaration.ValueScope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values move whole or not at all, and a commit moves no more than one may change. */
final class ScopeBoundsTest {
  private static final GroupConfiguration SWITCHED =
      new GroupConfiguration(
          null,
          List.of(
              new ScopeRule(
                  ValueScope.CLUSTER,
                  List.of(new PathPattern("net/**")),
                  new PathPattern("sync"),
                  "")),
          List.of(),
          List.of(),
          List.of(),
          null);

  private final ConfiguredGroup group = new ConfiguredGroup().raised().declaring(SWITCHED);

  private void fill(int values) {
    group.done(write(set("sync", "on")));
    for (int start = 0; start < values; start += ConfigLimits.EDITS) {
      List<ConfigEdit> edits = new ArrayList<>();
      for (int i = start; i < Math.min(values, start + ConfigLimits.EDITS); i++) {
        edits.add(set("net/d" + i % 50 + "/p" + i, "v" + i));
      }
      group.done(write(edits.toArray(ConfigEdit[]::new)));
    }
  }

  @Test
  void asManyAsACommitHoldsAreMovedAndUndone() {
    int most = ConfigLimits.COMMIT_CHANGES / 3;
    fill(most);
    long before = group.done(write(set("other", "1")));
    group.done(write(set("sync", "off")));

    assertThat(group.get(at(A, "net/d0/p0"))).isEqualTo("v0");
    assertThat(group.get(at(B, "net/d0/p0"))).isEqualTo("v0");
    assertThat(group.get("net/d0/p0")).isNull();
    assertThat(group.view().head().paths()).isEqualTo(2L * most + 2);
    ConfigDigest split = group.view().head().digest();

    group.done(ConfiguredGroup.rollback(before));
    assertThat(group.get("net/d1/p1")).isEqualTo("v1");
    assertThat(group.view().head().paths()).isEqualTo(most + 2L);
    group.done(write(set("sync", "off")));
    assertThat(group.view().head().digest()).isEqualTo(split);
  }

  @Test
  void moreThanACommitHoldsSpeaksAgainstTheSwitch() {
    fill(ConfigLimits.COMMIT_CHANGES / 3 + 1);
    ConfigDigest before = group.view().head().digest();

    assertThat(group.refused(write(set("sync", "no")))).containsExactly("LIMIT_EXCEEDED");
    assertThat(group.view().head().digest()).isEqualTo(before);
  }

  @Test
  void moreBytesThanACommitHoldsSpeakAgainstIt() {
    group.done(write(set("sync", "on")));
    String large = "x".repeat(ConfigValue.MAX_BYTES);
    for (int i = 0; i < ConfigLimits.COMMIT_BYTES / ConfigValue.MAX_BYTES / 2; i++) {
      group.done(write(set("net/p" + i, large)));
    }

    assertThat(group.refused(write(set("sync", "")))).containsExactly("LIMIT_EXCEEDED");
  }
}
