package io.quorate.core.config;

import static io.quorate.core.config.ConfiguredGroup.A;
import static io.quorate.core.config.ConfiguredGroup.B;
import static io.quorate.core.config.ConfiguredGroup.at;
import static io.quorate.core.config.ConfiguredGroup.set;
import static io.quorate.core.config.ConfiguredGroup.text;
import static io.quorate.core.config.ConfiguredGroup.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.NodeId;
import io.quorate.core.declaration.Program;
import io.quorate.core.declaration.ValidationCommand;
import io.quorate.core.delivery.DeliveredFiles;
import io.quorate.core.delivery.FileSet;
import io.quorate.core.delivery.Opening;
import io.quorate.core.delivery.TrialFiles;
import io.quorate.core.secret.Generation;
import io.quorate.core.secret.Seal;
import io.quorate.core.secret.SealTag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** On whom a commit is tried, and what of. */
final class TrialTest {
  private static final NodeId C = new NodeId("c");

  private final ConfiguredGroup group = new ConfiguredGroup().raised();

  private FileSet gathered(List<ConfigEdit> edits, NodeId member) {
    TrialFiles.Gathered gathered =
        TrialFiles.of(group.view(), edits, member, (place, value) -> new byte[] {'o', 'k'});
    assertThat(gathered.lacks()).isEmpty();
    return Objects.requireNonNull(gathered.files());
  }

  private SortedMap<String, String> files(NodeId member, ConfigEdit... edits) {
    SortedMap<String, String> texts = new TreeMap<>();
    gathered(List.of(edits), member)
        .files()
        .forEach((path, bytes) -> texts.put(path, new String(bytes, StandardCharsets.UTF_8)));
    return texts;
  }

  @Test
  void eachMemberSeesItsOwnAsTheCommitLeavesIt() {
    group.done(
        write(
            set("app/motd", "hello"),
            set("gone", "1"),
            new ConfigEdit(at(A, "app/motd"), text("this is a"), null),
            new ConfigEdit(at(A, "gone"), text("2"), null)));
    ConfigEdit[] edits = {
      set("new/x", "3"),
      new ConfigEdit(at(B, "app/motd"), text("this is b"), null),
      new ConfigEdit(at(A, "app/motd"), null, null),
      new ConfigEdit(new ConfigPlace(ConfigScope.ALL, new ConfigPath("gone")), null, null)
    };

    assertThat(files(A, edits)).hasToString("{app/motd=hello, gone=2, new/x=3}");
    assertThat(files(B, edits)).hasToString("{app/motd=this is b, new/x=3}");
  }

  @Test
  void secretsAreTriedOpen() {
    Seal seal = new Seal(Generation.FIRST, new SealTag("1".repeat(SealTag.DIGITS)));
    ConfigValue secret = new ConfigValue(new byte[Seal.OVERHEAD], ConfigValue.TEXT, seal);
    ConfigEdit sealed = new ConfigEdit(at(A, "key"), secret, null);

    assertThat(files(A, sealed)).hasToString("{key=ok}");
    assertThat(TrialFiles.of(group.view(), List.of(sealed), A, Opening.NONE).lacks())
        .isEqualTo("it cannot open the secret at key of a");
  }

  @Test
  void whatIsTooMuchIsNotTried() {
    List<ConfigEdit> edits = new ArrayList<>();
    for (int i = 0; i <= DeliveredFiles.MOST_FILES; i++) {
      edits.add(set("p/" + i, "x"));
    }
    assertThat(TrialFiles.of(group.view(), edits, A, Opening.NONE).lacks())
        .contains("more than 10000 values");
    assertThat(gathered(edits.subList(1, edits.size()), A).files()).hasSize(edits.size() - 1);
  }

  @Test
  void standbysAreAskedFirstAndWhoIsSilentLast() {
    List<NodeId> members = List.of(A, B, C);
    assertThat(order(List.of(), members, B, Set.of(A, B, C))).containsExactly(A, C, B);
    assertThat(order(List.of(), members, A, Set.of(A, C))).containsExactly(C, A, B);
    assertThat(order(List.of(B, A), members, A, Set.of())).containsExactly(B, A);
    assertThat(order(List.of(), members, null, Set.of(C))).containsExactly(C, A, B);
  }

  private static List<NodeId> order(
      List<NodeId> may, List<NodeId> members, @Nullable NodeId active, Set<NodeId> well) {
    return TrialNodes.order(
        new ValidationCommand(Program.of("/bin/check"), ValidationCommand.DEFAULT_TIMEOUT, may),
        members,
        active,
        well);
  }
}
