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
import io.quorate.stored.v1.StoredConfigWrite;
import io.quorate.stored.v1.StoredConfigure;

/** Commands to a configuration to and from their form in the log. */
final class ConfigCommandCodec {
  private ConfigCommandCodec() {}

  static StoredConfigure encode(ConfigCommand command) {
    ConfigCommand.Terms terms = command.terms();
    StoredConfigure.Builder stored =
        StoredConfigure.newBuilder()
            .setGroup(command.space().group().value())
            .setComment(terms.comment());
    Revision head = terms.head();
    if (head != null) {
      stored.setHead(head.value());
    }
    Epoch epoch = terms.epoch();
    if (epoch != null) {
      stored.setEpoch(epoch.value());
    }
    if (command instanceof ConfigCommand.Write write) {
      StoredConfigWrite.Builder edits = StoredConfigWrite.newBuilder();
      write.edits().forEach(edit -> edits.addEdits(encode(edit)));
      return stored.setWrite(edits).build();
    }
    if (command instanceof ConfigCommand.Rollback rollback) {
      return stored
          .setRollback(StoredConfigRollback.newBuilder().setTo(rollback.to().value()))
          .build();
    }
    throw new IllegalArgumentException("no form of " + command);
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
            stored.getComment());
    return switch (stored.getChangeCase()) {
      case WRITE ->
          new ConfigCommand.Write(
              space,
              stored.getWrite().getEditsList().stream().map(ConfigCommandCodec::decode).toList(),
              terms);
      case ROLLBACK ->
          new ConfigCommand.Rollback(space, new Revision(stored.getRollback().getTo()), terms);
      case CHANGE_NOT_SET -> throw new IllegalArgumentException("a change of a newer version");
    };
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
