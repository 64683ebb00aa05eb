package io.quorate.replica.codec;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.config.ConfigEdit;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.SpaceId;
import io.quorate.stored.v1.StoredConfigEdit;
import io.quorate.stored.v1.StoredConfigRollback;
import io.quorate.stored.v1.StoredConfigSettlement;
import io.quorate.stored.v1.StoredConfigWrite;
import io.quorate.stored.v1.StoredConfigure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Commands to a configuration to and from their form in the log. */
final class ConfigCommandCodec {
  private ConfigCommandCodec() {}

  static StoredConfigure encode(ConfigCommand command) {
    StoredConfigure.Builder stored =
        StoredConfigure.newBuilder().setGroup(command.space().group().value());
    return command.dispatch(new Encoder(stored)).build();
  }

  private static final class Encoder implements ConfigCommand.Cases<StoredConfigure.Builder> {
    private final StoredConfigure.Builder stored;

    Encoder(StoredConfigure.Builder stored) {
      this.stored = stored;
    }

    @Override
    public StoredConfigure.Builder write(ConfigCommand.Write command) {
      StoredConfigWrite.Builder edits = StoredConfigWrite.newBuilder();
      command.edits().forEach(edit -> edits.addEdits(encode(edit)));
      return terms(command.terms()).setWrite(edits);
    }

    @Override
    public StoredConfigure.Builder rollback(ConfigCommand.Rollback command) {
      return terms(command.terms())
          .setRollback(StoredConfigRollback.newBuilder().setTo(command.to().value()));
    }

    @Override
    public StoredConfigure.Builder confirm(ConfigCommand.Confirm command) {
      return stored.setConfirm(settlement(command.revision()));
    }

    @Override
    public StoredConfigure.Builder cancel(ConfigCommand.Cancel command) {
      return stored.setComment(command.comment()).setCancel(settlement(command.revision()));
    }

    @Override
    public StoredConfigure.Builder expire(ConfigCommand.Expire command) {
      return stored.setExpire(settlement(command.revision()));
    }

    private StoredConfigure.Builder terms(ConfigCommand.Terms terms) {
      stored.setComment(terms.comment());
      Revision head = terms.head();
      if (head != null) {
        stored.setHead(head.value());
      }
      Epoch epoch = terms.epoch();
      if (epoch != null) {
        stored.setEpoch(epoch.value());
      }
      Duration within = terms.confirmWithin();
      if (within != null) {
        stored.setConfirmWithinMillis(within.toMillis());
      }
      return stored;
    }

    private static StoredConfigSettlement settlement(@Nullable Revision revision) {
      StoredConfigSettlement.Builder settlement = StoredConfigSettlement.newBuilder();
      if (revision != null) {
        settlement.setRevision(revision.value());
      }
      return settlement.build();
    }
  }

  private static StoredConfigEdit encode(ConfigEdit edit) {
    StoredConfigEdit.Builder stored =
        StoredConfigEdit.newBuilder().setPath(edit.place().path().value());
    NodeId node = edit.place().scope().node();
    if (node != null) {
      stored.setNode(node.value());
    }
    ConfigValue to = edit.to();
    if (to != null) {
      stored.setValue(ConfigCodec.encode(to));
    }
    Revision expected = edit.expected();
    if (expected != null) {
      stored.setExpected(expected.value());
    }
    return stored.build();
  }

  static ConfigCommand decode(StoredConfigure stored) {
    SpaceId space = new SpaceId(new GroupId(stored.getGroup()));
    ConfigCommand.Terms terms =
        new ConfigCommand.Terms(
            stored.hasHead() ? new Revision(stored.getHead()) : null,
            stored.hasEpoch() ? new Epoch(stored.getEpoch()) : null,
            stored.getComment(),
            stored.hasConfirmWithinMillis()
                ? Duration.ofMillis(stored.getConfirmWithinMillis())
                : null);
    return switch (stored.getChangeCase()) {
      case WRITE ->
          new ConfigCommand.Write(
              space,
              stored.getWrite().getEditsList().stream().map(ConfigCommandCodec::decode).toList(),
              terms);
      case ROLLBACK ->
          new ConfigCommand.Rollback(space, new Revision(stored.getRollback().getTo()), terms);
      case CONFIRM -> new ConfigCommand.Confirm(space, revision(stored.getConfirm()));
      case CANCEL ->
          new ConfigCommand.Cancel(space, revision(stored.getCancel()), stored.getComment());
      case EXPIRE ->
          new ConfigCommand.Expire(space, new Revision(stored.getExpire().getRevision()));
      case CHANGE_NOT_SET -> throw new IllegalArgumentException("a change of a newer version");
    };
  }

  private static @Nullable Revision revision(StoredConfigSettlement stored) {
    return stored.hasRevision() ? new Revision(stored.getRevision()) : null;
  }

  private static ConfigEdit decode(StoredConfigEdit stored) {
    ConfigScope scope =
        stored.hasNode() ? new ConfigScope(new NodeId(stored.getNode())) : ConfigScope.ALL;
    return new ConfigEdit(
        new ConfigPlace(scope, new ConfigPath(stored.getPath())),
        stored.hasValue() ? ConfigCodec.decode(stored.getValue()) : null,
        stored.hasExpected() ? new Revision(stored.getExpected()) : null);
  }
}
