package io.quorate.server.api;

import io.quorate.core.registry.Answer;
import io.quorate.core.registry.Command;
import io.quorate.core.runtime.RuntimeCommand;
import io.quorate.server.wire.WireFields;
import io.quorate.v1.RuntimeResponse;
import io.quorate.v1.TouchRuntimeRequest;
import io.quorate.v1.WriteRuntimeRequest;
import java.util.concurrent.CompletableFuture;

/** Changes of runtime entries, on the leader. */
final class RuntimeWrites {
  private final StoreWrites writes;

  /** By way of the leader. */
  RuntimeWrites(StoreWrites writes) {
    this.writes = writes;
  }

  CompletableFuture<RuntimeResponse> write(WriteRuntimeRequest request) {
    WireFields fields = new WireFields();
    RuntimeFields runtime = new RuntimeFields(fields);
    RuntimeCommand command =
        new RuntimeCommand.Write(
            fields.group("group", request.getGroup()),
            runtime.edits(request.getChangesList()),
            request.hasEpoch() ? fields.epoch("epoch", request.getEpoch()) : null);
    return decided(
        new StoreWrites.Asked(request, request.getCaller(), request.getDryRun()), command, fields);
  }

  CompletableFuture<RuntimeResponse> touch(TouchRuntimeRequest request) {
    WireFields fields = new WireFields();
    RuntimeFields runtime = new RuntimeFields(fields);
    RuntimeCommand command =
        new RuntimeCommand.Touch(
            fields.group("group", request.getGroup()),
            runtime.touches(request.getEntriesList()),
            request.hasEpoch() ? fields.epoch("epoch", request.getEpoch()) : null);
    return decided(
        new StoreWrites.Asked(request, request.getCaller(), request.getDryRun()), command, fields);
  }

  private CompletableFuture<RuntimeResponse> decided(
      StoreWrites.Asked asked, RuntimeCommand command, WireFields fields) {
    return writes
        .decided(asked, new Command.ChangeRuntime(command), fields)
        .thenApply(RuntimeWrites::response);
  }

  private static RuntimeResponse response(Answer answer) {
    return RuntimeResponse.newBuilder()
        .setRevision(answer.revision().value())
        .setChanged(answer.change() != Answer.Change.NONE)
        .build();
  }
}
