package io.quorate.replica.golden;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.config.ConfigEdit;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.SealedAt;
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
import io.quorate.core.secret.SealedRows;
import io.quorate.core.secret.SecretCommand;
import io.quorate.core.secret.SecretView;
import io.quorate.core.store.StoreView;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

/** Makes up what becomes of secrets and their keys; nothing is sealed in truth. */
final class GoldenSecrets {
  private static final List<String> NODES = List.of("a", "b", "b", "w");

  private final Random random;

  GoldenSecrets(Random random) {
    this.random = random;
  }

  Command next(GroupId group, StoreView state) {
    SecretView view = new SecretView(state);
    List<DataKeyRecord> keys = view.keys();
    return switch (random.nextInt(8)) {
      case 0 -> kept(announce(keys));
      case 1 -> kept(recovery());
      case 2 -> kept(begin(view, keys));
      case 3 -> kept(new SecretCommand.Share(generation(keys), sealedKey(view)));
      case 4 -> keys.size() > 1 ? kept(reseal(state, keys)) : written(group, keys);
      case 5 ->
          keys.size() > 1
              ? kept(new SecretCommand.Drop(keys.get(0).generation()))
              : written(group, keys);
      case 6 -> kept(new SecretCommand.Reveal(group, path(), null));
      default -> written(group, keys);
    };
  }

  private static Command kept(SecretCommand change) {
    return new Command.KeepSecrets(change);
  }

  private SecretCommand announce(List<DataKeyRecord> keys) {
    SortedSet<Generation> opens = new TreeSet<>();
    for (DataKeyRecord key : keys) {
      opens.add(key.generation());
    }
    String node = NODES.get(random.nextInt(NODES.size()));
    String digit = random.nextInt(6) == 0 ? "e" : node.equals("a") ? "a" : "b";
    return new SecretCommand.Announce(new NodeId(node), key(digit), opens);
  }

  private static RecipientKey key(String digit) {
    return new RecipientKey(digit.repeat(RecipientKey.DIGITS));
  }

  private SecretCommand recovery() {
    RecipientName safe = new RecipientName("safe" + random.nextInt(2));
    return random.nextInt(3) == 0
        ? new SecretCommand.RemoveRecovery(safe)
        : new SecretCommand.AddRecovery(safe, key(Integer.toString(random.nextInt(4))));
  }

  private SecretCommand begin(SecretView view, List<DataKeyRecord> keys) {
    Generation next =
        keys.isEmpty() ? Generation.FIRST : keys.get(keys.size() - 1).generation().next();
    List<SealedKey> sealed = new ArrayList<>();
    view.recipients().forEach(recipient -> sealed.add(sealed(recipient)));
    return new SecretCommand.Begin(
        next, new KeyFingerprint(String.format("%016x", next.value())), sealed);
  }

  private static SealedKey sealed(Recipient recipient) {
    return new SealedKey(recipient.name(), recipient.key(), new Ciphertext(new byte[112]));
  }

  private SealedKey sealedKey(SecretView view) {
    List<Recipient> recipients = view.recipients();
    return recipients.isEmpty()
        ? new SealedKey(new RecipientName("a"), key("a"), new Ciphertext(new byte[112]))
        : sealed(recipients.get(random.nextInt(recipients.size())));
  }

  private Generation generation(List<DataKeyRecord> keys) {
    return keys.isEmpty() ? Generation.FIRST : keys.get(random.nextInt(keys.size())).generation();
  }

  private SecretCommand reseal(StoreView state, List<DataKeyRecord> keys) {
    Generation from = keys.get(0).generation();
    Generation to = keys.get(keys.size() - 1).generation();
    List<ResealedRow> rows = new ArrayList<>();
    for (SealedRow row : SealedRows.of(state, from, 1 + random.nextInt(30))) {
      ConfigValue value = SealedAt.value(state, row);
      Seal seal = value == null ? null : value.seal();
      if (value != null && seal != null) {
        rows.add(new ResealedRow(row, seal.tag(), new Ciphertext(new byte[value.size()])));
      }
    }
    return new SecretCommand.Reseal(from, to, rows);
  }

  private Command written(GroupId group, List<DataKeyRecord> keys) {
    int content = random.nextInt(5);
    ConfigValue value =
        new ConfigValue(
            new byte[Seal.OVERHEAD + content],
            ConfigValue.TEXT,
            new Seal(generation(keys), new SealTag(String.format("%032x", content))));
    ConfigEdit edit =
        new ConfigEdit(
            new ConfigPlace(ConfigScope.ALL, new ConfigPath(path())),
            random.nextInt(6) == 0 ? null : value,
            null);
    return new Command.Configure(
        new ConfigCommand.Write(new SpaceId(group), List.of(edit), ConfigCommand.Terms.NONE));
  }

  private String path() {
    return "secret" + random.nextInt(4);
  }
}
