package io.quorate.server.api;

import io.quorate.core.config.Candidate;
import io.quorate.core.config.CandidateId;
import io.quorate.core.config.CandidateView;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.registry.Command;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.wire.Times;
import io.quorate.server.wire.WireFields;
import io.quorate.v1.CommitCandidateRequest;
import io.quorate.v1.ConfigCandidate;
import io.quorate.v1.DropCandidateRequest;
import io.quorate.v1.DropCandidateResponse;
import io.quorate.v1.EditCandidateRequest;
import io.quorate.v1.RebaseCandidateRequest;
import io.quorate.v1.WriteConfigResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Changes of candidates, on the leader. */
final class CandidateCalls {
  private final ReplicatedRegistry registry;
  private final StoreWrites writes;
  private final ValidatedWrites commits;

  CandidateCalls(ReplicatedRegistry registry, StoreWrites writes, ValidatedWrites commits) {
    this.registry = registry;
    this.writes = writes;
    this.commits = commits;
  }

  CompletableFuture<ConfigCandidate> edit(EditCandidateRequest request) {
    WireFields fields = new WireFields();
    ConfigFields config = new ConfigFields(fields);
    CandidateId id = config.candidate(request.getGroup(), request.getName());
    ConfigCommand command = new ConfigCommand.Stage(id, config.staged(request.getChangesList()));
    return writes
        .decided(
            new StoreWrites.Asked(repeatable(request), request.getCaller(), false),
            new Command.Configure(command),
            fields)
        .thenApply(answer -> state(id));
  }

  private static EditCandidateRequest repeatable(EditCandidateRequest request) {
    return request.toBuilder()
        .clearChanges()
        .addAllChanges(ConfigWrites.repeatable(request.getChangesList()))
        .build();
  }

  CompletableFuture<ConfigCandidate> rebase(RebaseCandidateRequest request) {
    WireFields fields = new WireFields();
    CandidateId id = new ConfigFields(fields).candidate(request.getGroup(), request.getName());
    ConfigCommand command =
        new ConfigCommand.Rebase(id, fields.revision("if_revision", request.getIfRevision()));
    return writes
        .decided(
            new StoreWrites.Asked(request, request.getCaller(), false),
            new Command.Configure(command),
            fields)
        .thenApply(answer -> state(id));
  }

  CompletableFuture<WriteConfigResponse> commit(CommitCandidateRequest request) {
    WireFields fields = new WireFields();
    ConfigFields config = new ConfigFields(fields);
    ConfigCommand command =
        new ConfigCommand.CommitCandidate(
            config.candidate(request.getGroup(), request.getName()),
            config.terms(request.getTerms()));
    StoreWrites.Asked asked =
        new StoreWrites.Asked(request, request.getCaller(), request.getDryRun());
    return commits.decided(asked, command, fields).thenApply(ConfigWrites::response);
  }

  CompletableFuture<DropCandidateResponse> drop(DropCandidateRequest request) {
    WireFields fields = new WireFields();
    ConfigCommand command =
        new ConfigCommand.Discard(
            new ConfigFields(fields).candidate(request.getGroup(), request.getName()));
    return writes
        .decided(
            new StoreWrites.Asked(request, request.getCaller(), false),
            new Command.Configure(command),
            fields)
        .thenApply(answer -> DropCandidateResponse.getDefaultInstance());
  }

  /** As it is now; its name alone when somebody has committed or dropped it in the meantime. */
  private ConfigCandidate state(CandidateId id) {
    return registry
        .read(store -> Optional.ofNullable(new CandidateView(store).get(id)))
        .map(CandidateCalls::message)
        .orElseGet(() -> ConfigCandidate.newBuilder().setName(id.name().value()).build());
  }

  static ConfigCandidate message(Candidate candidate) {
    return ConfigCandidate.newBuilder()
        .setName(candidate.id().name().value())
        .setOwner(candidate.owner())
        .setBase(candidate.base().value())
        .setCreated(Times.timestamp(candidate.created()))
        .setUsed(Times.timestamp(candidate.used()))
        .setUntil(Times.timestamp(candidate.until()))
        .setChanges(candidate.size().changes())
        .setBytes(candidate.size().bytes())
        .build();
  }
}
