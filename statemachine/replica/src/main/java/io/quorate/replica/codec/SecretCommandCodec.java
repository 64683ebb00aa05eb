package io.quorate.replica.codec;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.secret.Generation;
import io.quorate.core.secret.RecipientName;
import io.quorate.core.secret.ResealedRow;
import io.quorate.core.secret.SealedRow;
import io.quorate.core.secret.SecretCommand;
import io.quorate.stored.v1.StoredAddRecovery;
import io.quorate.stored.v1.StoredAnnounceKey;
import io.quorate.stored.v1.StoredBeginKey;
import io.quorate.stored.v1.StoredKeepSecrets;
import io.quorate.stored.v1.StoredReseal;
import io.quorate.stored.v1.StoredResealedRow;
import io.quorate.stored.v1.StoredReveal;
import io.quorate.stored.v1.StoredShareKey;

/** Commands to the keys of secrets to and from their form in the log. */
final class SecretCommandCodec {
  private SecretCommandCodec() {}

  static StoredKeepSecrets encode(SecretCommand command) {
    return command.dispatch(new Encoder()).build();
  }

  private static final class Encoder implements SecretCommand.Cases<StoredKeepSecrets.Builder> {
    private final StoredKeepSecrets.Builder stored = StoredKeepSecrets.newBuilder();

    @Override
    public StoredKeepSecrets.Builder announce(SecretCommand.Announce command) {
      StoredAnnounceKey.Builder announce =
          StoredAnnounceKey.newBuilder()
              .setNode(command.node().value())
              .setKey(SecretCodec.bytes(command.key().hex()));
      command.opens().forEach(generation -> announce.addOpens(generation.value()));
      return stored.setAnnounce(announce);
    }

    @Override
    public StoredKeepSecrets.Builder addRecovery(SecretCommand.AddRecovery command) {
      return stored.setAddRecovery(
          StoredAddRecovery.newBuilder()
              .setName(command.name().value())
              .setKey(SecretCodec.bytes(command.key().hex())));
    }

    @Override
    public StoredKeepSecrets.Builder removeRecovery(SecretCommand.RemoveRecovery command) {
      return stored.setRemoveRecovery(command.name().value());
    }

    @Override
    public StoredKeepSecrets.Builder begin(SecretCommand.Begin command) {
      return stored.setBegin(
          StoredBeginKey.newBuilder()
              .setGeneration(command.generation().value())
              .setFingerprint(SecretCodec.bytes(command.fingerprint().hex()))
              .addAllKeys(command.keys().stream().map(SecretCodec::encode).toList()));
    }

    @Override
    public StoredKeepSecrets.Builder share(SecretCommand.Share command) {
      return stored.setShare(
          StoredShareKey.newBuilder()
              .setGeneration(command.generation().value())
              .setKey(SecretCodec.encode(command.key())));
    }

    @Override
    public StoredKeepSecrets.Builder reseal(SecretCommand.Reseal command) {
      return stored.setReseal(
          StoredReseal.newBuilder()
              .setFrom(command.from().value())
              .setTo(command.to().value())
              .addAllRows(command.rows().stream().map(SecretCommandCodec::encode).toList()));
    }

    @Override
    public StoredKeepSecrets.Builder drop(SecretCommand.Drop command) {
      return stored.setDrop(command.generation().value());
    }

    @Override
    public StoredKeepSecrets.Builder reveal(SecretCommand.Reveal command) {
      StoredReveal.Builder reveal =
          StoredReveal.newBuilder().setGroup(command.group().value()).setPath(command.path());
      NodeId node = command.node();
      if (node != null) {
        reveal.setNode(node.value());
      }
      return stored.setReveal(reveal);
    }
  }

  private static StoredResealedRow encode(ResealedRow row) {
    return StoredResealedRow.newBuilder()
        .setRow(row.row().text())
        .setTag(SecretCodec.bytes(row.tag().hex()))
        .setSealed(SecretCodec.bytes(row.sealed()))
        .build();
  }

  static SecretCommand decode(StoredKeepSecrets stored) {
    return switch (stored.getChangeCase()) {
      case ANNOUNCE -> {
        StoredAnnounceKey announce = stored.getAnnounce();
        yield new SecretCommand.Announce(
            new NodeId(announce.getNode()),
            SecretCodec.key(announce.getKey()),
            SecretCodec.generations(announce.getOpensList()));
      }
      case ADD_RECOVERY ->
          new SecretCommand.AddRecovery(
              new RecipientName(stored.getAddRecovery().getName()),
              SecretCodec.key(stored.getAddRecovery().getKey()));
      case REMOVE_RECOVERY ->
          new SecretCommand.RemoveRecovery(new RecipientName(stored.getRemoveRecovery()));
      case BEGIN ->
          new SecretCommand.Begin(
              new Generation(stored.getBegin().getGeneration()),
              SecretCodec.fingerprint(stored.getBegin().getFingerprint()),
              stored.getBegin().getKeysList().stream().map(SecretCodec::decode).toList());
      case SHARE ->
          new SecretCommand.Share(
              new Generation(stored.getShare().getGeneration()),
              SecretCodec.decode(stored.getShare().getKey()));
      case RESEAL ->
          new SecretCommand.Reseal(
              new Generation(stored.getReseal().getFrom()),
              new Generation(stored.getReseal().getTo()),
              stored.getReseal().getRowsList().stream().map(SecretCommandCodec::decode).toList());
      case DROP -> new SecretCommand.Drop(new Generation(stored.getDrop()));
      case REVEAL ->
          new SecretCommand.Reveal(
              new GroupId(stored.getReveal().getGroup()),
              new ConfigPath(stored.getReveal().getPath()).value(),
              stored.getReveal().hasNode() ? new NodeId(stored.getReveal().getNode()) : null);
      case CHANGE_NOT_SET -> throw new IllegalArgumentException("a change of a newer version");
    };
  }

  private static ResealedRow decode(StoredResealedRow stored) {
    return new ResealedRow(
        SealedRow.of(stored.getRow()),
        SecretCodec.tag(stored.getTag()),
        SecretCodec.sealed(stored.getSealed()));
  }
}
