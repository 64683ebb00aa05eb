package io.quorate.server.api;

import com.google.protobuf.Message;
import io.quorate.core.Refusal;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.config.ConfigEdit;
import io.quorate.core.config.SpaceId;
import io.quorate.core.registry.Answer;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.Preview;
import io.quorate.core.registry.Request;
import io.quorate.server.leader.LeaderLoop;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.wire.WireFields;
import io.quorate.v1.Caller;
import io.quorate.v1.CancelConfigRequest;
import io.quorate.v1.ConfirmConfigRequest;
import io.quorate.v1.RollbackConfigRequest;
import io.quorate.v1.WriteConfigRequest;
import io.quorate.v1.WriteConfigResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Changes of configurations, on the leader. */
final class ConfigWrites {
  private final ReplicatedRegistry registry;
  private final LeaderLoop leader;
  private final LinearizableRead histories;

  /**
   * By way of the leader.
   *
   * @param histories for what reads much, one at a time
   */
  ConfigWrites(ReplicatedRegistry registry, LeaderLoop leader, LinearizableRead histories) {
    this.registry = registry;
    this.leader = leader;
    this.histories = histories;
  }

  CompletableFuture<WriteConfigResponse> write(WriteConfigRequest request) {
    WireFields fields = new WireFields();
    ConfigFields config = new ConfigFields(fields);
    SpaceId space = config.space(request.getGroup());
    ConfigCommand.Terms terms = config.terms(request.getTerms());
    List<ConfigEdit> edits = config.edits(request.getChangesList());
    ConfigCommand command = new ConfigCommand.Write(space, edits, terms);
    Asked asked = new Asked(request, request.getCaller(), request.getDryRun());
    return decided(asked, command, fields);
  }

  CompletableFuture<WriteConfigResponse> rollback(RollbackConfigRequest request) {
    WireFields fields = new WireFields();
    ConfigFields config = new ConfigFields(fields);
    ConfigCommand command =
        new ConfigCommand.Rollback(
            config.space(request.getGroup()),
            fields.revision("to", request.getTo()),
            config.terms(request.getTerms()));
    Asked asked = new Asked(request, request.getCaller(), request.getDryRun());
    return decided(asked, command, fields);
  }

  CompletableFuture<WriteConfigResponse> confirm(ConfirmConfigRequest request) {
    WireFields fields = new WireFields();
    ConfigCommand command =
        new ConfigCommand.Confirm(
            new ConfigFields(fields).space(request.getGroup()),
            request.hasRevision() ? fields.revision("revision", request.getRevision()) : null);
    return decided(new Asked(request, request.getCaller(), false), command, fields);
  }

  CompletableFuture<WriteConfigResponse> cancel(CancelConfigRequest request) {
    WireFields fields = new WireFields();
    ConfigCommand command =
        new ConfigCommand.Cancel(
            new ConfigFields(fields).space(request.getGroup()),
            request.hasRevision() ? fields.revision("revision", request.getRevision()) : null,
            fields.text("comment", request.getComment()));
    return decided(new Asked(request, request.getCaller(), false), command, fields);
  }

  /** What the caller sent. */
  record Asked(Message message, Caller caller, boolean dryRun) {}

  private CompletableFuture<WriteConfigResponse> decided(
      Asked asked, ConfigCommand command, WireFields fields) {
    return answer(asked, command, fields).thenApply(ConfigWrites::response);
  }

  /** What the registry answers to a command, when there is nothing against it. */
  CompletableFuture<Answer> answer(Asked asked, ConfigCommand command, WireFields fields) {
    List<Refusal> refusals = new ArrayList<>(Callers.refusals(asked.caller()));
    refusals.addAll(fields.refusals());
    if (!refusals.isEmpty()) {
      return CompletableFuture.failedFuture(Refused.of(refusals));
    }
    Request request =
        Callers.request(asked.caller(), new Command.Configure(command), asked.message());
    CompletableFuture<Decision> decision =
        asked.dryRun() ? preview(request) : leader.propose(request);
    return decision.thenCompose(Decided::accepted).thenApply(Decision.Accepted::answer);
  }

  /** A rollback may have much to look at. */
  private CompletableFuture<Decision> preview(Request request) {
    return histories.ready().thenApply(term -> registry.read(store -> Preview.of(request, store)));
  }

  static WriteConfigResponse response(Answer answer) {
    return WriteConfigResponse.newBuilder()
        .setRevision(answer.revision().value())
        .setChanged(answer.change() != Answer.Change.NONE)
        .build();
  }
}
