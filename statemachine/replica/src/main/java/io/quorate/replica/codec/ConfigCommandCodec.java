package io.quorate.replica.codec;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.config.CandidateId;
import io.quorate.core.config.CandidateName;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.config.ConfigEdit;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.Omission;
import io.quorate.core.config.SpaceId;
import io.quorate.core.config.SyncOrder;
import io.quorate.core.config.Validated;
import io.quorate.stored.v1.StoredCandidateName;
import io.quorate.stored.v1.StoredConfigEdit;
import io.quorate.stored.v1.StoredConfigRebase;
import io.quorate.stored.v1.StoredConfigRollback;
import io.quorate.stored.v1.StoredConfigSettlement;
import io.quorate.stored.v1.StoredConfigStage;
import io.quorate.stored.v1.StoredConfigWrite;
import io.quorate.stored.v1.StoredConfigure;
import io.quorate.stored.v1.StoredSyncOrder;
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
    public StoredConfigure.Builder orderSync(ConfigCommand.OrderSync command) {
      return stored
          .setComment(command.reason())
          .setOrderSync(StoredSyncOrder.newBuilder().setOrder(command.order().name()));
    }

    @Override
    public StoredConfigure.Builder cancel(ConfigCommand.Cancel command) {
      return stored.setComment(command.comment()).setCancel(settlement(command.revision()));
    }

    @Override
    public StoredConfigure.Builder expire(ConfigCommand.Expire command) {
      return stored.setExpire(settlement(command.revision()));
    }

    @Override
    public StoredConfigure.Builder stage(ConfigCommand.Stage command) {
      StoredConfigStage.Builder stage =
          StoredConfigStage.newBuilder().setName(command.id().name().value());
      command.edits().forEach(edit -> stage.addEdits(encode(edit)));
      return stored.setStage(stage);
    }

    @Override
    public StoredConfigure.Builder commitCandidate(ConfigCommand.CommitCandidate command) {
      return terms(command.terms()).setCommitCandidate(name(command.id()));
    }

    @Override
    public StoredConfigure.Builder rebase(ConfigCommand.Rebase command) {
      return stored.setRebase(
          StoredConfigRebase.newBuilder()
              .setName(command.id().name().value())
              .setHead(command.head().value()));
    }

    @Override
    public StoredConfigure.Builder discard(ConfigCommand.Discard command) {
      return stored.setDiscard(name(command.id()));
    }

    @Override
    public StoredConfigure.Builder dropUnused(ConfigCommand.DropUnused command) {
      return stored.setDropUnused(name(command.id()));
    }

    private static StoredCandidateName name(CandidateId id) {
      return StoredCandidateName.newBuilder().setName(id.name().value()).build();
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
      stored.setOwner(terms.owner());
      Validated validated = terms.validated();
      if (validated != null) {
        stored.setValidatedHead(validated.head().value());
        stored.setValidatedDeclaration(validated.declaration().value());
        stored.setValidatedEdition(validated.edition());
      }
      stored.setUnvalidated(terms.omitted() != null);
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
                : null,
            stored.getOwner(),
            stored.getUnvalidated() ? Omission.VALIDATION_COMMAND : null,
            stored.hasValidatedHead()
                ? new Validated(
                    new Revision(stored.getValidatedHead()),
                    new Revision(stored.getValidatedDeclaration()),
                    stored.getValidatedEdition())
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
      case ORDER_SYNC ->
          new ConfigCommand.OrderSync(
              space, SyncOrder.valueOf(stored.getOrderSync().getOrder()), stored.getComment());
      case EXPIRE ->
          new ConfigCommand.Expire(space, new Revision(stored.getExpire().getRevision()));
      case STAGE ->
          new ConfigCommand.Stage(
              candidate(space, stored.getStage().getName()),
              stored.getStage().getEditsList().stream().map(ConfigCommandCodec::decode).toList());
      case COMMIT_CANDIDATE ->
          new ConfigCommand.CommitCandidate(
              candidate(space, stored.getCommitCandidate().getName()), terms);
      case REBASE ->
          new ConfigCommand.Rebase(
              candidate(space, stored.getRebase().getName()),
              new Revision(stored.getRebase().getHead()));
      case DISCARD -> new ConfigCommand.Discard(candidate(space, stored.getDiscard().getName()));
      case DROP_UNUSED ->
          new ConfigCommand.DropUnused(candidate(space, stored.getDropUnused().getName()));
      case CHANGE_NOT_SET -> throw new IllegalArgumentException("a change of a newer version");
    };
  }

  private static CandidateId candidate(SpaceId space, String name) {
    return new CandidateId(space, new CandidateName(name));
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
