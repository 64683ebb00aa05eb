package io.quorate.server.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.ClusterTime;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.SealedAt;
import io.quorate.core.config.SpaceId;
import io.quorate.core.secret.Ciphertext;
import io.quorate.core.secret.Recipient;
import io.quorate.core.secret.RecipientKey;
import io.quorate.core.secret.RecipientName;
import io.quorate.core.secret.Seal;
import io.quorate.core.secret.SealedKey;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is sealed opens where it was put, for whom it was sealed, and nowhere else. */
final class DataKeyTest {
  private static final byte[] PLAIN = "correct horse".getBytes(StandardCharsets.UTF_8);

  private final DataKey key = DataKey.first("c");
  private final SealedAt at = at("web", null, "db/password");

  private static SealedAt at(String group, @Nullable String node, String path) {
    return new SealedAt(
        new SpaceId(new GroupId(group)),
        new ConfigPlace(
            new ConfigScope(node == null ? null : new NodeId(node)), new ConfigPath(path)));
  }

  private static Recipient recipient(String name, KeyPair pair) {
    return new Recipient(
        new RecipientName(name),
        Recipient.Kind.NODE,
        pair.shared(),
        new ClusterTime(1),
        new TreeSet<>());
  }

  private static Seal seal(ConfigValue value) {
    return Objects.requireNonNull(value.seal());
  }

  @Test
  void aSecretOpensAtItsPlaceOnly() throws Exception {
    ConfigValue sealed = key.seal(at, PLAIN, "text/plain");

    assertThat(key.open(at, sealed)).isEqualTo(PLAIN);
    assertThat(sealed.size()).isEqualTo(PLAIN.length + Seal.OVERHEAD);
    assertThat(sealed.length()).isEqualTo(PLAIN.length);
    for (SealedAt elsewhere :
        List.of(
            at("web", null, "db/passwords"),
            at("web", "a", "db/password"),
            at("webs", null, "db/password"))) {
      assertThatThrownBy(() -> key.open(elsewhere, sealed)).isInstanceOf(CannotOpenException.class);
    }
    assertThatThrownBy(() -> key.next().open(at, sealed)).isInstanceOf(CannotOpenException.class);
    assertThatThrownBy(() -> DataKey.first("c").open(at, sealed))
        .isInstanceOf(CannotOpenException.class);
  }

  @Test
  void noChangedByteOpensAndNothingTooShortDoes() {
    ConfigValue sealed = key.seal(at, PLAIN, "text/plain");
    Random random = new Random(5);
    for (int i = 0; i < sealed.size(); i++) {
      byte[] changed = sealed.bytes().clone();
      changed[i] ^= (byte) (1 + random.nextInt(255));
      ConfigValue other = new ConfigValue(changed, "text/plain", sealed.seal());
      assertThatThrownBy(() -> key.open(at, other)).isInstanceOf(CannotOpenException.class);
    }
    for (int length = 0; length < Seal.OVERHEAD; length++) {
      ConfigValue cut = new ConfigValue(new byte[length], "text/plain", sealed.seal());
      assertThatThrownBy(() -> key.open(at, cut)).isInstanceOf(CannotOpenException.class);
    }
  }

  @Test
  void equalSecretsAreSealedOtherwiseEachTimeAndHaveOneTagUnderEveryKey() throws Exception {
    ConfigValue one = key.seal(at, PLAIN, "text/plain");
    ConfigValue two = key.seal(at, PLAIN, "text/plain");
    DataKey next = key.next();
    ConfigValue later = next.seal(at, PLAIN, "text/plain");

    assertThat(one.bytes()).isNotEqualTo(two.bytes());
    assertThat(one).isEqualTo(two).isEqualTo(later);
    assertThat(seal(one).tag()).isEqualTo(seal(later).tag());
    assertThat(seal(key.seal(at("web", "a", "db/password"), PLAIN, "text/plain")).tag())
        .isEqualTo(seal(one).tag());
    assertThat(seal(key.seal(at("web", null, "other"), PLAIN, "text/plain")).tag())
        .isNotEqualTo(seal(one).tag());
    assertThat(next.fingerprint()).isNotEqualTo(key.fingerprint());
    byte[] resealed = next.reseal(at, key.open(at, one)).bytes();
    assertThat(next.open(at, new ConfigValue(resealed, "text/plain", later.seal())))
        .isEqualTo(PLAIN);
  }

  @Test
  void aDataKeyOpensForItsRecipientOnly() throws Exception {
    KeyPair mine = KeyPair.make();
    KeyPair other = KeyPair.make();
    SealedKey sealed = key.sealedTo(recipient("a", mine));

    DataKey opened = DataKey.open("c", key.generation(), sealed, mine);
    assertThat(opened.fingerprint()).isEqualTo(key.fingerprint());
    assertThat(opened.open(at, key.seal(at, PLAIN, "text/plain"))).isEqualTo(PLAIN);
    assertThatThrownBy(() -> DataKey.open("c", key.generation(), sealed, other))
        .isInstanceOf(CannotOpenException.class);
    assertThatThrownBy(() -> DataKey.open("d", key.generation(), sealed, mine))
        .isInstanceOf(CannotOpenException.class);
    assertThatThrownBy(() -> DataKey.open("c", key.generation().next(), sealed, mine))
        .isInstanceOf(CannotOpenException.class);
    for (int length = 0; length <= sealed.sealed().size() - 1; length += 7) {
      SealedKey cut =
          new SealedKey(sealed.recipient(), sealed.to(), new Ciphertext(new byte[length]));
      assertThatThrownBy(() -> DataKey.open("c", key.generation(), cut, mine))
          .isInstanceOf(CannotOpenException.class);
    }
  }

  @Test
  void nothingIsSealedToAKeyThatEverybodyCouldOpen() {
    Recipient zero =
        new Recipient(
            new RecipientName("zero"),
            Recipient.Kind.RECOVERY,
            new RecipientKey("0".repeat(RecipientKey.DIGITS)),
            new ClusterTime(1),
            new TreeSet<>());
    assertThatThrownBy(() -> key.sealedTo(zero)).isInstanceOf(CannotOpenException.class);
  }

  @Test
  void nothingThatIsPrintedTellsAKeyOrASecret() {
    KeyPair pair = KeyPair.make();
    ConfigValue sealed = key.seal(at, PLAIN, "text/plain");
    assertThat(pair + " " + key + " " + sealed)
        .doesNotContain("correct")
        .doesNotContain(HexFormat.of().formatHex(pair.secret()));
  }
}
