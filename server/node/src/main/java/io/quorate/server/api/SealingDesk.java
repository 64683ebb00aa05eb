package io.quorate.server.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.Context;
import io.quorate.client.error.Refusals;
import io.quorate.core.Reason;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.SealedAt;
import io.quorate.core.config.SpaceId;
import io.quorate.core.secret.Seal;
import io.quorate.server.secret.CannotOpenException;
import io.quorate.server.secret.DataKey;
import io.quorate.server.wire.WireFields;
import io.quorate.v1.Caller;
import io.quorate.v1.ConfigCandidate;
import io.quorate.v1.ConfigChange;
import io.quorate.v1.EditCandidateRequest;
import io.quorate.v1.PutSecretsRequest;
import io.quorate.v1.RevealSecretRequest;
import io.quorate.v1.RevealedSecret;
import io.quorate.v1.RotateSecretsRequest;
import io.quorate.v1.RotateSecretsResponse;
import io.quorate.v1.SealedSecret;
import io.quorate.v1.SecretChange;
import io.quorate.v1.TakeSealedRequest;
import io.quorate.v1.WriteConfigRequest;
import io.quorate.v1.WriteConfigResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Seals and opens secrets, on a data node, on threads that may wait for a key. */
final class SealingDesk {
  /** Secrets of one call. */
  private static final int MOST = 100;

  /** Bytes of them together, so that they fit into an entry of the log when they are sealed. */
  private static final int MOST_BYTES = 512 << 10;

  /** How often a key may go between sealing and the commit. */
  private static final int TRIES = 5;

  private static final long AGAIN_MILLIS = 100;

  private final DataKeys keys;
  private final LeaderCalls leader;
  private final Executor workers;

  SealingDesk(DataKeys keys, LeaderCalls leader, Executor workers) {
    this.keys = keys;
    this.leader = leader;
    this.workers = workers;
  }

  /** A secret that is not sealed yet. */
  private record Plain(SealedAt at, SecretChange change, String mediaType) {
    ConfigChange sealed(DataKey key) {
      ConfigValue value = key.seal(at, change.getValue().toByteArray(), mediaType);
      Seal seal = value.seal();
      if (seal == null) {
        throw new IllegalStateException("a data key has not sealed");
      }
      ConfigChange.Builder sealed =
          ConfigChange.newBuilder()
              .setPath(change.getPath())
              .setNode(change.getNode())
              .setMediaType(mediaType)
              .setSealed(SecretMessages.sealed(value, seal));
      if (change.hasIfRevision()) {
        sealed.setIfRevision(change.getIfRevision());
      }
      return sealed.build();
    }

    /** Never what is to be sealed. */
    @Override
    public String toString() {
      return "a secret for " + at;
    }
  }

  CompletableFuture<WriteConfigResponse> put(PutSecretsRequest request) {
    WireFields fields = new WireFields();
    List<Plain> plain = plain(request, fields);
    if (request.getDryRun() && fields.refusals().isEmpty() && keys.none()) {
      return CompletableFuture.failedFuture(DataKeys.noneYet());
    }
    return fields.refusals().isEmpty()
        ? again(new Put(request, plain, callers()), 1)
        : CompletableFuture.failedFuture(Refused.of(fields.refusals()));
  }

  private static List<Plain> plain(PutSecretsRequest request, WireFields fields) {
    ConfigFields config = new ConfigFields(fields);
    SpaceId space = config.space(request.getGroup());
    int count = request.getChangesCount();
    long bytes = request.getChangesList().stream().mapToLong(one -> one.getValue().size()).sum();
    if (count < 1 || count > MOST || bytes > MOST_BYTES) {
      fields.invalid(
          "changes",
          "there are " + count + " secrets of " + bytes + " bytes",
          "put 1 to " + MOST + " of " + MOST_BYTES + " bytes at once");
      return List.of();
    }
    List<Plain> plain = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SecretChange change = request.getChanges(i);
      String at = "changes[" + i + "].";
      ConfigPlace place =
          new ConfigPlace(
              config.scope(at + "node", change.getNode()),
              config.path(at + "path", change.getPath()));
      String type = change.getMediaType().isEmpty() ? ConfigValue.TEXT : change.getMediaType();
      new ConfigValue(change.getValue().toByteArray(), type)
          .wrong()
          .ifPresent(wrong -> fields.invalid(at + "value", wrong, "correct it and try again"));
      plain.add(new Plain(new SealedAt(space, place), change, type));
    }
    return plain;
  }

  /** What is on its way; all of it runs on behalf of the caller. */
  private record Put(PutSecretsRequest request, List<Plain> plain, Executor workers) {
    CompletableFuture<Void> later() {
      return CompletableFuture.runAsync(
          () -> {},
          CompletableFuture.delayedExecutor(AGAIN_MILLIS, TimeUnit.MILLISECONDS, workers));
    }
  }

  /** Workers that run on behalf of the present caller. */
  private Executor callers() {
    return Context.currentContextExecutor(workers);
  }

  /** The key may be dropped between sealing and the commit: then under the next. */
  private CompletableFuture<WriteConfigResponse> again(Put put, int tries) {
    return on(put.workers(), keys::newest)
        .thenComposeAsync(key -> written(put.request(), put.plain(), key), put.workers())
        .exceptionallyCompose(
            failure ->
                tries < TRIES
                        && DataKeys.reasons(failure).contains(Reason.UNKNOWN_GENERATION.name())
                    ? put.later().thenCompose(any -> again(put, tries + 1))
                    : CompletableFuture.failedFuture(failure));
  }

  private CompletableFuture<WriteConfigResponse> written(
      PutSecretsRequest request, List<Plain> plain, DataKey key) {
    List<ConfigChange> sealed = plain.stream().map(one -> one.sealed(key)).toList();
    return request.getCandidate().isEmpty()
        ? leader
            .write()
            .apply(
                WriteConfigRequest.newBuilder()
                    .setCaller(request.getCaller())
                    .setGroup(request.getGroup())
                    .addAllChanges(sealed)
                    .setTerms(request.getTerms())
                    .setDryRun(request.getDryRun())
                    .build())
        : leader.edit().apply(staged(request, sealed)).thenApply(SealingDesk::staged);
  }

  private static EditCandidateRequest staged(PutSecretsRequest request, List<ConfigChange> sealed) {
    return EditCandidateRequest.newBuilder()
        .setCaller(request.getCaller())
        .setGroup(request.getGroup())
        .setName(request.getCandidate())
        .addAllChanges(sealed)
        .build();
  }

  private static WriteConfigResponse staged(ConfigCandidate candidate) {
    return WriteConfigResponse.newBuilder()
        .setRevision(candidate.getBase())
        .setChanged(true)
        .build();
  }

  CompletableFuture<RotateSecretsResponse> rotate(RotateSecretsRequest request) {
    return on(callers(), () -> keys.rotated(request));
  }

  CompletableFuture<RevealedSecret> reveal(RevealSecretRequest request) {
    Caller caller = request.getCaller();
    TakeSealedRequest take =
        TakeSealedRequest.newBuilder()
            .setCaller(caller)
            .setGroup(request.getGroup())
            .setPath(request.getPath())
            .setNode(request.getNode())
            .build();
    Executor mine = callers();
    return on(mine, () -> take)
        .thenComposeAsync(leader.take(), mine)
        .thenApplyAsync(taken -> opened(request, taken), workers);
  }

  private RevealedSecret opened(RevealSecretRequest request, SealedSecret sealed) {
    WireFields fields = new WireFields();
    ConfigFields config = new ConfigFields(fields);
    Seal seal =
        new SecretFields(fields)
            .seal("value", sealed.getValue().getGeneration(), sealed.getValue().getTag());
    SealedAt at =
        new SealedAt(
            config.space(request.getGroup()),
            new ConfigPlace(
                config.scope("node", request.getNode()), config.path("path", request.getPath())));
    ConfigValue value =
        new ConfigValue(sealed.getValue().getSealed().toByteArray(), sealed.getMediaType(), seal);
    try {
      ByteString plain =
          UnsafeByteOperations.unsafeWrap(keys.key(seal.generation()).open(at, value));
      return RevealedSecret.newBuilder()
          .setValue(plain)
          .setMediaType(sealed.getMediaType())
          .setRevision(sealed.getRevision())
          .build();
    } catch (CannotOpenException other) {
      throw new CompletionException(
          keys.unopened(other, "put the secret again, or roll back to a revision that opens"));
    }
  }

  private static <A> CompletableFuture<A> on(Executor workers, Supplier<A> step) {
    try {
      return CompletableFuture.supplyAsync(step, workers);
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedFuture(
          Refusals.overloaded(
              "as many calls as may wait for being sealed or opened do; nothing was done",
              "try again in a moment"));
    }
  }
}
