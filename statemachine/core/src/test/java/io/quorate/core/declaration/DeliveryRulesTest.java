package io.quorate.core.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Refusal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which deliveries a declaration may have. */
final class DeliveryRulesTest {

  private static Delivery folder(String name, String directory, String... paths) {
    List<PathPattern> patterns = List.of(paths).stream().map(PathPattern::new).toList();
    return new Delivery(
        name, new Delivery.Folder(new AbsolutePath(directory), patterns), FileAccess.DEFAULT, null);
  }

  private static Delivery file(String path, String value) {
    return new Delivery(
        "one",
        new Delivery.SingleFile(new AbsolutePath(path), new PathPattern(value)),
        FileAccess.DEFAULT,
        null);
  }

  private static Delivery with(FileAccess access, Delivery.@Nullable Reload reload) {
    Delivery plain = folder("app", "/etc/app");
    return new Delivery(plain.name(), plain.target(), access, reload);
  }

  private static List<String> wrong(Delivery... deliveries) {
    GroupSpec group =
        new GroupSpec(
            new GroupId("g"),
            List.of(new GroupMember(new NodeId("a"), List.of())),
            TimingProfile.LAN.timing(),
            FailoverPolicy.DEFAULT,
            List.of(),
            List.of());
    return GroupSpecRules.check(group.delivering(List.of(deliveries)), Collections.emptySortedMap())
        .stream()
        .map(Refusal::path)
        .toList();
  }

  @Test
  void whatCanBeCarriedOutIsTaken() {
    Delivery.Reload reload =
        new Delivery.Reload(Program.of("reload"), Duration.ofMinutes(10), RunAs.NODE);

    assertThat(
            wrong(
                folder("tree", "/etc/app", "app/**", "limits/*/cpu"),
                file("/etc/app.conf", "app.conf"),
                with(new FileAccess(RunAs.NODE, 0, 03777), reload)))
        .containsExactly("deliveries[2]");
    assertThat(wrong(with(new FileAccess(RunAs.NODE, 0, 03777), reload))).isEmpty();
  }

  @Test
  void everythingThatIsWrongIsNamed() {
    assertThat(wrong(folder("app", "/a"), folder("app", "/b")))
        .containsExactly("deliveries[1].name");
    assertThat(wrong(folder("app", "/a"), folder("other", "/a"))).containsExactly("deliveries[1]");
    for (String path : List.of("/", "/a/", "/a//b", "/a/./b", "/a/..")) {
      assertThat(wrong(folder("app", path))).containsExactly("deliveries[0].folder.directory");
      assertThat(wrong(file(path, "x"))).containsExactly("deliveries[0].file.path");
    }
    assertThat(wrong(file("/etc/app.conf", "app/*"))).containsExactly("deliveries[0].file.value");
    assertThat(wrong(with(new FileAccess(RunAs.NODE, 04755, 07777), null)))
        .as("set-user-id")
        .containsExactly("deliveries[0].mode", "deliveries[0].folder_mode");
    assertThat(
            wrong(
                with(
                    FileAccess.DEFAULT,
                    new Delivery.Reload(Program.of("x"), Duration.ofMillis(99), RunAs.NODE))))
        .containsExactly("deliveries[0].reload.timeout");
    assertThat(
            wrong(
                IntStream.range(0, 17)
                    .mapToObj(i -> folder("d" + i, "/d" + i))
                    .toArray(Delivery[]::new)))
        .containsExactly("deliveries");
  }

  @Test
  void modesAreReadAsPeopleWriteThem() {
    Findings findings = new Findings();
    FieldReader reader = new FieldReader(findings);
    assertThat(reader.mode("m", "", 0640)).isEqualTo(0640);
    assertThat(reader.mode("m", "0644", 0)).isEqualTo(0644);
    assertThat(reader.mode("m", "02750", 0)).isEqualTo(02750);
    assertThat(FileAccess.octal(02750)).isEqualTo("02750");
    assertThat(findings.all()).isEmpty();

    for (String text : List.of("u+r", "0888", "-1", "000640", "42750")) {
      assertThat(reader.mode("m", text, 0640)).isEqualTo(0640);
    }
    assertThat(findings.all()).hasSize(5);
  }
}
