package io.quorate.core.config;

import static io.quorate.core.config.ConfiguredGroup.A;
import static io.quorate.core.config.ConfiguredGroup.B;
import static io.quorate.core.config.ConfiguredGroup.at;
import static io.quorate.core.config.ConfiguredGroup.set;
import static io.quorate.core.config.ConfiguredGroup.text;
import static io.quorate.core.config.ConfiguredGroup.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.NodeId;
import io.quorate.core.declaration.AbsolutePath;
import io.quorate.core.declaration.Delivery;
import io.quorate.core.declaration.FileAccess;
import io.quorate.core.declaration.PathPattern;
import io.quorate.core.delivery.DeliveredFiles;
import io.quorate.core.delivery.DeliveryReport;
import io.quorate.core.delivery.FileSet;
import io.quorate.core.delivery.Opening;
import io.quorate.core.delivery.SecretNeed;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.secret.Ciphertext;
import io.quorate.core.secret.Generation;
import io.quorate.core.secret.KeyFingerprint;
import io.quorate.core.secret.RecipientKey;
import io.quorate.core.secret.RecipientName;
import io.quorate.core.secret.Seal;
import io.quorate.core.secret.SealTag;
import io.quorate.core.secret.SealedKey;
import io.quorate.core.secret.SecretCommand;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which files a delivery consists of, as a member sees the configuration. */
final class DeliveredFilesTest {
  private final ConfiguredGroup group = new ConfiguredGroup().raised();

  @BeforeEach
  void configure() {
    group.done(
        write(
            set("app/motd", "hello"),
            set("app/limits/cpu", "4"),
            set("applied", "no part of app"),
            set("other", "x"),
            new ConfigEdit(at(A, "app/motd"), text("this is a"), null),
            new ConfigEdit(at(A, "app/only-a"), text("1"), null)));
  }

  private static Delivery.Target folder(String... patterns) {
    return new Delivery.Folder(
        new AbsolutePath("/etc/app"), List.of(patterns).stream().map(PathPattern::new).toList());
  }

  private SortedMap<String, String> of(Delivery.Target target, NodeId member) {
    Delivery delivery = new Delivery("d", target, FileAccess.DEFAULT, null);
    FileSet files =
        Objects.requireNonNull(
            DeliveredFiles.of(delivery, group.view(), member, Opening.NONE).files());
    SortedMap<String, String> texts = new TreeMap<>();
    files
        .files()
        .forEach((name, content) -> texts.put(name, new String(content, StandardCharsets.UTF_8)));
    return texts;
  }

  @Test
  void aMemberHasItsOwnValuesOverThoseForAll() {
    assertThat(of(folder("app/**"), A))
        .hasToString("{app/limits/cpu=4, app/motd=this is a, app/only-a=1}");
    assertThat(of(folder("app/**"), B)).hasToString("{app/limits/cpu=4, app/motd=hello}");
  }

  @Test
  void patternsSayWhichAndNoneMeansAll() {
    assertThat(of(folder(), B)).containsOnlyKeys("app/limits/cpu", "app/motd", "applied", "other");
    assertThat(of(folder("app/*", "other", "absent"), B)).containsOnlyKeys("app/motd", "other");
    assertThat(of(folder("*/limits/**"), B)).containsOnlyKeys("app/limits/cpu");
  }

  @Test
  void withoutSecretsNoneIsNeeded() {
    Delivery all = new Delivery("d", folder(), FileAccess.DEFAULT, null);
    assertThat(DeliveredFiles.of(all, group.view(), A, Opening.NONE).secrets())
        .isEqualTo(SecretNeed.NONE);
  }

  @Test
  void oneFileHasTheNameOfItsPlace() {
    Delivery.Target target =
        new Delivery.SingleFile(new AbsolutePath("/etc/motd.txt"), new PathPattern("app/motd"));
    assertThat(of(target, A)).hasToString("{motd.txt=this is a}");

    Delivery.Target none =
        new Delivery.SingleFile(new AbsolutePath("/etc/none"), new PathPattern("none"));
    assertThat(of(none, A)).isEmpty();
  }

  @Test
  void morePagesThanOneAreReadToTheEnd() {
    for (int batch = 0; batch < 2; batch++) {
      ConfigEdit[] edits = new ConfigEdit[900];
      for (int i = 0; i < edits.length; i++) {
        edits[i] = set("many/" + batch + "-" + i, "x");
      }
      group.done(write(edits));
    }
    assertThat(of(folder("many/*"), B)).hasSize(1_800);
  }

  @Test
  void thereIsALimit() {
    byte[] large = new byte[500 << 10];
    for (int i = 0; i < 34; i++) {
      group.done(
          write(new ConfigEdit(at("large/" + i), new ConfigValue(large, "image/png"), null)));
    }
    Delivery all = new Delivery("d", folder("large/**"), FileAccess.DEFAULT, null);

    assertThat(DeliveredFiles.of(all, group.view(), A, Opening.NONE).state())
        .isEqualTo(DeliveryReport.State.CANNOT_WRITE);
    assertThat(of(folder("large/3"), A)).containsOnlyKeys("large/3");
  }

  @Test
  void secretsAreOpenedAndMarkedAndOneThatDoesNotOpenKeepsAllBack() {
    RecipientKey key = new RecipientKey("a".repeat(RecipientKey.DIGITS));
    SealedKey sealed = new SealedKey(RecipientName.of(A), key, new Ciphertext(new byte[] {1}));
    accepted(new SecretCommand.Announce(A, key, new TreeSet<>()));
    accepted(
        new SecretCommand.Begin(
            Generation.FIRST, new KeyFingerprint("0".repeat(16)), List.of(sealed)));
    Seal seal = new Seal(Generation.FIRST, new SealTag("1".repeat(32)));
    ConfigValue secret = new ConfigValue(new byte[Seal.OVERHEAD + 3], ConfigValue.TEXT, seal);
    group.done(write(new ConfigEdit(at("app/secret"), secret, null)));
    Delivery all = new Delivery("d", folder("app/**"), FileAccess.DEFAULT, null);

    DeliveredFiles.Gathered closed = DeliveredFiles.of(all, group.view(), A, Opening.NONE);
    assertThat(closed.files()).isNull();
    assertThat(closed.state()).isEqualTo(DeliveryReport.State.KEY_MISMATCH);
    assertThat(closed.detail()).contains("a cannot open app/secret");
    assertThat(closed.secrets()).isEqualTo(SecretNeed.CLOSED);

    DeliveredFiles.Gathered opened =
        DeliveredFiles.of(all, group.view(), A, (place, value) -> new byte[] {'p', 'w'});
    assertThat(opened.secrets()).isEqualTo(SecretNeed.OPENED);
    FileSet files = Objects.requireNonNull(opened.files());
    assertThat(files.secrets()).containsExactly("app/secret");
    assertThat(files.files().get("app/secret")).containsExactly('p', 'w');
    assertThat(files.digest()).isNotEqualTo(files.unmarked().digest());
  }

  private void accepted(SecretCommand command) {
    assertThat(group.decide(new Command.KeepSecrets(command)))
        .isInstanceOf(Decision.Accepted.class);
  }
}
