package io.quorate.server.api;

import io.quorate.core.config.ConfigCommand;
import io.quorate.core.config.ConfigEdit;
import io.quorate.core.config.SpaceId;
import io.quorate.core.config.SyncOrder;
import io.quorate.core.registry.Answer;
import io.quorate.core.registry.Command;
import io.quorate.server.wire.WireFields;
import io.quorate.v1.CancelConfigRequest;
import io.quorate.v1.ConfigChange;
import io.quorate.v1.ConfirmConfigRequest;
import io.quorate.v1.OrderSyncRequest;
import io.quorate.v1.RollbackConfigRequest;
import io.quorate.v1.SealedValue;
import io.quorate.v1.WriteConfigRequest;
import io.quorate.v1.WriteConfigResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Changes of configurations, on the leader. */
final class ConfigWrites {
  private final ValidatedWrites writes;

  /** By way of the leader. */
  ConfigWrites(ValidatedWrites writes) {
    this.writes = writes;
  }

  CompletableFuture<WriteConfigResponse> write(WriteConfigRequest request) {
    WireFields fields = new WireFields();
    ConfigCommand command = change(request, fields);
    WriteConfigRequest repeatable =
        request.toBuilder()
            .clearChanges()
            .addAllChanges(repeatable(request.getChangesList()))
            .build();
    StoreWrites.Asked asked =
        new StoreWrites.Asked(repeatable, request.getCaller(), request.getDryRun());
    return writes.decided(asked, command, fields).thenApply(ConfigWrites::response);
  }

  /**
   * The changes as they are each time that they are asked for: a secret is sealed otherwise when a
   * call is repeated, and is the same.
   */
  static List<ConfigChange> repeatable(List<ConfigChange> changes) {
    List<ConfigChange> same = new ArrayList<>();
    for (ConfigChange change : changes) {
      SealedValue inside = SealedValue.newBuilder().setTag(change.getSealed().getTag()).build();
      same.add(change.hasSealed() ? change.toBuilder().setSealed(inside).build() : change);
    }
    return same;
  }

  /** What is asked for, as far as it can be read. */
  static Command command(WriteConfigRequest request, WireFields fields) {
    return new Command.Configure(change(request, fields));
  }

  private static ConfigCommand change(WriteConfigRequest request, WireFields fields) {
    ConfigFields config = new ConfigFields(fields);
    SpaceId space = config.space(request.getGroup());
    ConfigCommand.Terms terms = config.terms(request.getTerms());
    List<ConfigEdit> edits = config.edits(request.getChangesList());
    return new ConfigCommand.Write(space, edits, terms);
  }

  CompletableFuture<WriteConfigResponse> rollback(RollbackConfigRequest request) {
    WireFields fields = new WireFields();
    ConfigFields config = new ConfigFields(fields);
    ConfigCommand command =
        new ConfigCommand.Rollback(
            config.space(request.getGroup()),
            fields.revision("to", request.getTo()),
            config.terms(request.getTerms()));
    StoreWrites.Asked asked =
        new StoreWrites.Asked(request, request.getCaller(), request.getDryRun());
    return decided(asked, command, fields);
  }

  CompletableFuture<WriteConfigResponse> confirm(ConfirmConfigRequest request) {
    WireFields fields = new WireFields();
    ConfigCommand command =
        new ConfigCommand.Confirm(
            new ConfigFields(fields).space(request.getGroup()),
            request.hasRevision() ? fields.revision("revision", request.getRevision()) : null);
    return decided(new StoreWrites.Asked(request, request.getCaller(), false), command, fields);
  }

  CompletableFuture<WriteConfigResponse> cancel(CancelConfigRequest request) {
    WireFields fields = new WireFields();
    ConfigCommand command =
        new ConfigCommand.Cancel(
            new ConfigFields(fields).space(request.getGroup()),
            request.hasRevision() ? fields.revision("revision", request.getRevision()) : null,
            fields.text("comment", request.getComment()));
    return decided(new StoreWrites.Asked(request, request.getCaller(), false), command, fields);
  }

  CompletableFuture<WriteConfigResponse> orderSync(OrderSyncRequest request) {
    WireFields fields = new WireFields();
    SyncOrder order =
        switch (request.getOrder()) {
          case PAUSE -> SyncOrder.PAUSE;
          case RESUME -> SyncOrder.RESUME;
          case NOW -> SyncOrder.NOW;
          case ORDER_UNSPECIFIED, UNRECOGNIZED -> {
            fields.invalid("order", "nothing is ordered", "say PAUSE, RESUME or NOW");
            yield SyncOrder.NOW;
          }
        };
    ConfigCommand command =
        new ConfigCommand.OrderSync(
            new ConfigFields(fields).space(request.getGroup()),
            order,
            fields.text("reason", request.getReason()));
    return decided(new StoreWrites.Asked(request, request.getCaller(), false), command, fields);
  }

  private CompletableFuture<WriteConfigResponse> decided(
      StoreWrites.Asked asked, ConfigCommand command, WireFields fields) {
    return writes.decided(asked, command, fields).thenApply(ConfigWrites::response);
  }

  static WriteConfigResponse response(Answer answer) {
    return WriteConfigResponse.newBuilder()
        .setRevision(answer.revision().value())
        .setChanged(answer.change() != Answer.Change.NONE)
        .build();
  }
}
