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
    Command command = command(request, fields);
    return decided(
        new StoreWrites.Asked(request, request.getCaller(), request.getDryRun()), command, fields);
  }

  /** What is asked for, as far as it can be read. */
  static Command command(WriteRuntimeRequest request, WireFields fields) {
    return new Command.ChangeRuntime(
        new RuntimeCommand.Write(
            fields.group("group", request.getGroup()),
            new RuntimeFields(fields).edits(request.getChangesList()),
            request.hasEpoch() ? fields.epoch("epoch", request.getEpoch()) : null));
  }

  CompletableFuture<RuntimeResponse> touch(TouchRuntimeRequest request) {
    WireFields fields = new WireFields();
    Command command = command(request, fields);
    return decided(
        new StoreWrites.Asked(request, request.getCaller(), request.getDryRun()), command, fields);
  }

  /** What is asked for, as far as it can be read. */
  static Command command(TouchRuntimeRequest request, WireFields fields) {
    return new Command.ChangeRuntime(
        new RuntimeCommand.Touch(
            fields.group("group", request.getGroup()),
            new RuntimeFields(fields).touches(request.getEntriesList()),
            request.hasEpoch() ? fields.epoch("epoch", request.getEpoch()) : null));
  }

  private CompletableFuture<RuntimeResponse> decided(
      StoreWrites.Asked asked, Command command, WireFields fields) {
    return writes.decided(asked, command, fields).thenApply(RuntimeWrites::response);
  }

  static RuntimeResponse response(Answer answer) {
    return RuntimeResponse.newBuilder()
        .setRevision(answer.revision().value())
        .setChanged(answer.change() != Answer.Change.NONE)
        .build();
  }
}
