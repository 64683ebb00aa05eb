package io.quorate.replica.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.quorate.core.ClusterTime;
import io.quorate.core.GroupId;
import io.quorate.core.Revision;
import io.quorate.core.config.AwaitedCommit;
import io.quorate.core.config.ConfigCommit;
import io.quorate.core.config.ConfigDigest;
import io.quorate.core.config.ConfigEntry;
import io.quorate.core.config.ConfigHead;
import io.quorate.core.config.ConfigOrigin;
import io.quorate.core.config.ConfigUndo;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.Omission;
import io.quorate.core.config.SpaceId;
import io.quorate.core.config.SyncPause;
import io.quorate.core.secret.Seal;
import io.quorate.stored.v1.StoredAwaitedCommit;
import io.quorate.stored.v1.StoredConfigCommit;
import io.quorate.stored.v1.StoredConfigEntry;
import io.quorate.stored.v1.StoredConfigHead;
import io.quorate.stored.v1.StoredConfigUndo;
import io.quorate.stored.v1.StoredConfigValue;
import io.quorate.stored.v1.StoredSyncPause;

/** The rows of the configuration to and from their stored forms. */
final class ConfigCodec {
  private ConfigCodec() {}

  static StoredConfigValue encode(ConfigValue value) {
    StoredConfigValue.Builder stored = StoredConfigValue.newBuilder().setValue(wrapped(value));
    if (!value.mediaType().equals(ConfigValue.TEXT)) {
      stored.setMediaType(value.mediaType());
    }
    Seal seal = value.seal();
    if (seal != null) {
      stored.setSeal(SecretCodec.encode(seal));
    }
    return stored.build();
  }

  /** The bytes of a value, which is never changed, so they need no copy. */
  static ByteString wrapped(ConfigValue value) {
    return UnsafeByteOperations.unsafeWrap(value.bytes());
  }

  static ConfigValue decode(StoredConfigValue stored) {
    String type = stored.getMediaType();
    return new ConfigValue(
        stored.getValue().toByteArray(),
        type.isEmpty() ? ConfigValue.TEXT : type,
        stored.hasSeal() ? SecretCodec.decode(stored.getSeal()) : null);
  }

  static StoredConfigEntry encode(ConfigEntry entry) {
    return StoredConfigEntry.newBuilder()
        .setValue(encode(entry.value()))
        .setRevision(entry.revision().value())
        .build();
  }

  static ConfigEntry decode(StoredConfigEntry stored) {
    return new ConfigEntry(decode(stored.getValue()), new Revision(stored.getRevision()));
  }

  static StoredConfigUndo encode(ConfigUndo undo) {
    StoredConfigUndo.Builder stored = StoredConfigUndo.newBuilder();
    ConfigEntry before = undo.before();
    if (before != null) {
      stored.setBefore(encode(before));
    }
    return stored.build();
  }

  static ConfigUndo decode(StoredConfigUndo stored) {
    return new ConfigUndo(stored.hasBefore() ? decode(stored.getBefore()) : null);
  }

  static StoredConfigCommit encode(ConfigCommit commit) {
    return StoredConfigCommit.newBuilder()
        .setRevision(commit.revision().value())
        .setAtMillis(commit.at().millis())
        .setAuthor(commit.author())
        .setComment(commit.comment())
        .setOrigin(commit.origin().kind().name())
        .setOriginRevision(commit.origin().of().value())
        .setSet(commit.size().set())
        .setDeleted(commit.size().deleted())
        .setBytes(commit.size().bytes())
        .setDigest(commit.digest().hex())
        .setConfirmedBy(commit.confirmedBy())
        .setCandidate(commit.origin().candidate())
        .setReplaced(commit.size().replaced())
        .setUnvalidated(commit.omitted() != null)
        .build();
  }

  static ConfigCommit decode(StoredConfigCommit stored) {
    return new ConfigCommit(
        new Revision(stored.getRevision()),
        new ClusterTime(stored.getAtMillis()),
        stored.getAuthor(),
        stored.getComment(),
        new ConfigOrigin(
            ConfigOrigin.Kind.valueOf(stored.getOrigin()),
            new Revision(stored.getOriginRevision()),
            stored.getCandidate()),
        new ConfigCommit.Size(
            stored.getSet(), stored.getDeleted(), stored.getBytes(), stored.getReplaced()),
        new ConfigDigest(stored.getDigest()),
        stored.getConfirmedBy(),
        stored.getUnvalidated() ? Omission.VALIDATION_COMMAND : null);
  }

  static StoredAwaitedCommit encode(AwaitedCommit awaited) {
    return StoredAwaitedCommit.newBuilder()
        .setGroup(awaited.space().group().value())
        .setRevision(awaited.revision().value())
        .setAuthor(awaited.author())
        .setSinceMillis(awaited.since().millis())
        .setUntilMillis(awaited.until().millis())
        .build();
  }

  static AwaitedCommit decode(StoredAwaitedCommit stored) {
    return new AwaitedCommit(
        new SpaceId(new GroupId(stored.getGroup())),
        new Revision(stored.getRevision()),
        stored.getAuthor(),
        new ClusterTime(stored.getSinceMillis()),
        new ClusterTime(stored.getUntilMillis()));
  }

  static StoredSyncPause encode(SyncPause pause) {
    return StoredSyncPause.newBuilder()
        .setAuthor(pause.author())
        .setSinceMillis(pause.since().millis())
        .setReason(pause.reason())
        .build();
  }

  static SyncPause decode(StoredSyncPause stored) {
    return new SyncPause(
        stored.getAuthor(), new ClusterTime(stored.getSinceMillis()), stored.getReason());
  }

  static StoredConfigHead encode(ConfigHead head) {
    return StoredConfigHead.newBuilder()
        .setRevision(head.revision().value())
        .setOldest(head.oldest().value())
        .setPaths(head.paths())
        .setBytes(head.bytes())
        .setDigest(head.digest().hex())
        .setReplaced(head.replaced())
        .build();
  }

  static ConfigHead decode(StoredConfigHead stored) {
    return new ConfigHead(
        new Revision(stored.getRevision()),
        new Revision(stored.getOldest()),
        stored.getPaths(),
        stored.getBytes(),
        new ConfigDigest(stored.getDigest()),
        stored.getReplaced());
  }
}
