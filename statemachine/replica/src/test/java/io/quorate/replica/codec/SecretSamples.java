package io.quorate.replica.codec;

import io.quorate.core.ClusterTime;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.config.ConfigEdit;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.SpaceId;
import io.quorate.core.registry.Command;
import io.quorate.core.secret.Ciphertext;
import io.quorate.core.secret.DataKeyRecord;
import io.quorate.core.secret.Generation;
import io.quorate.core.secret.KeyFingerprint;
import io.quorate.core.secret.Recipient;
import io.quorate.core.secret.RecipientKey;
import io.quorate.core.secret.RecipientName;
import io.quorate.core.secret.ResealedRow;
import io.quorate.core.secret.Seal;
import io.quorate.core.secret.SealTag;
import io.quorate.core.secret.SealedKey;
import io.quorate.core.secret.SealedRow;
import io.quorate.core.secret.SecretCommand;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Something of everything that is known of secrets. */
final class SecretSamples {
  private static final NodeId A = new NodeId("a");
  private static final GroupId GROUP = new GroupId("web");
  private static final RecipientKey KEY = new RecipientKey("0123456789abcdef".repeat(4));
  private static final SealTag TAG = new SealTag("fedcba9876543210".repeat(2));
  private static final Generation SEVEN = new Generation(7);
  private static final SealedKey SEALED =
      new SealedKey(new RecipientName("a"), KEY, new Ciphertext(new byte[] {1, -1, 0}));

  private SecretSamples() {}

  private static SortedSet<Generation> generations() {
    return new TreeSet<>(List.of(SEVEN, SEVEN.next()));
  }

  static ConfigValue value() {
    return new ConfigValue(
        new byte[Seal.OVERHEAD + 2], "application/x-pem-file", new Seal(SEVEN, TAG));
  }

  static Recipient recipient(Recipient.Kind kind) {
    return new Recipient(new RecipientName("a"), kind, KEY, new ClusterTime(5), generations());
  }

  static DataKeyRecord key() {
    return new DataKeyRecord(
        SEVEN, new KeyFingerprint("00ff00ff00ff00ff"), new ClusterTime(6), List.of(SEALED));
  }

  static List<Command> commands() {
    return List.of(
        kept(new SecretCommand.Announce(A, KEY, generations())),
        kept(new SecretCommand.Announce(A, KEY, new TreeSet<>())),
        kept(new SecretCommand.AddRecovery(new RecipientName("safe"), KEY)),
        kept(new SecretCommand.RemoveRecovery(new RecipientName("safe"))),
        kept(
            new SecretCommand.Begin(
                SEVEN, new KeyFingerprint("00ff00ff00ff00ff"), List.of(SEALED))),
        kept(new SecretCommand.Share(SEVEN, SEALED)),
        kept(
            new SecretCommand.Reseal(
                SEVEN,
                SEVEN.next(),
                List.of(
                    new ResealedRow(
                        new SealedRow(SealedRow.Kind.REPLACED, "web/1/@/x"),
                        TAG,
                        new Ciphertext(new byte[30]))))),
        kept(new SecretCommand.Drop(SEVEN)),
        kept(new SecretCommand.Reveal(GROUP, "db/password", null)),
        kept(new SecretCommand.Reveal(GROUP, "db/password", A)),
        new Command.Configure(
            new ConfigCommand.Write(
                new SpaceId(GROUP),
                List.of(
                    new ConfigEdit(
                        new ConfigPlace(new ConfigScope(A), new ConfigPath("db/password")),
                        value(),
                        null)),
                ConfigCommand.Terms.NONE)));
  }

  private static Command kept(SecretCommand change) {
    return new Command.KeepSecrets(change);
  }
}
