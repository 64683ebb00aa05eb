package io.quorate.server.api;

import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.config.ConfigEntry;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigView;
import io.quorate.core.config.SealedAt;
import io.quorate.core.config.SpaceId;
import io.quorate.core.registry.Command;
import io.quorate.core.secret.Generation;
import io.quorate.core.secret.Seal;
import io.quorate.core.secret.SealedRow;
import io.quorate.core.secret.SealedRows;
import io.quorate.core.secret.SecretCommand;
import io.quorate.core.secret.SecretView;
import io.quorate.core.store.StoreView;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.wire.WireFields;
import io.quorate.v1.AddRecipientRequest;
import io.quorate.v1.ChangeRecipientResponse;
import io.quorate.v1.ListSecretsRequest;
import io.quorate.v1.ListSecretsResponse;
import io.quorate.v1.NoteSecretKeysRequest;
import io.quorate.v1.NoteSecretKeysResponse;
import io.quorate.v1.RemoveRecipientRequest;
import io.quorate.v1.SealedSecret;
import io.quorate.v1.SecretKeys;
import io.quorate.v1.TakeSealedRequest;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** What is said of secrets and their keys, on the leader, which need not be able to open any. */
final class SecretDesk {
  private static final int MOST = 1_000;

  private final ReplicatedRegistry registry;
  private final LinearizableRead ready;
  private final StoreReads reads;
  private final StoreWrites writes;

  SecretDesk(
      ReplicatedRegistry registry, LinearizableRead ready, StoreReads reads, StoreWrites writes) {
    this.registry = registry;
    this.ready = ready;
    this.reads = reads;
    this.writes = writes;
  }

  CompletableFuture<NoteSecretKeysResponse> note(NoteSecretKeysRequest request) {
    WireFields fields = new WireFields();
    SecretCommand command = new SecretFields(fields).note(request);
    if (command == null) {
      return CompletableFuture.failedFuture(Refused.of(fields.refusals()));
    }
    StoreWrites.Asked asked =
        new StoreWrites.Asked(repeatable(request), request.getCaller(), request.getDryRun());
    return writes
        .decided(asked, new Command.KeepSecrets(command), fields)
        .thenApply(answer -> NoteSecretKeysResponse.getDefaultInstance());
  }

  /** A data key is made anew each time; whoever repeats the call asks for the same nevertheless. */
  private static NoteSecretKeysRequest repeatable(NoteSecretKeysRequest request) {
    return request.hasBegin()
        ? request.toBuilder().setBegin(request.getBegin().toBuilder().clear()).build()
        : request;
  }

  CompletableFuture<ChangeRecipientResponse> add(AddRecipientRequest request) {
    WireFields fields = new WireFields();
    SecretFields secrets = new SecretFields(fields);
    SecretCommand command =
        new SecretCommand.AddRecovery(
            secrets.recipient("name", request.getName()),
            secrets.publicKey("key", request.getKey()));
    return changed(
        new StoreWrites.Asked(request, request.getCaller(), request.getDryRun()), command, fields);
  }

  CompletableFuture<ChangeRecipientResponse> remove(RemoveRecipientRequest request) {
    WireFields fields = new WireFields();
    SecretCommand command =
        new SecretCommand.RemoveRecovery(
            new SecretFields(fields).recipient("name", request.getName()));
    return changed(
        new StoreWrites.Asked(request, request.getCaller(), request.getDryRun()), command, fields);
  }

  private CompletableFuture<ChangeRecipientResponse> changed(
      StoreWrites.Asked asked, SecretCommand command, WireFields fields) {
    return writes
        .decided(asked, new Command.KeepSecrets(command), fields)
        .thenApply(answer -> ChangeRecipientResponse.getDefaultInstance());
  }

  CompletableFuture<SecretKeys> keys() {
    return ready.ready().thenApply(term -> registry.read(SecretMessages::keys));
  }

  /** First the history tells who has asked, then the secret is handed over. */
  CompletableFuture<SealedSecret> take(TakeSealedRequest request) {
    WireFields fields = new WireFields();
    ConfigFields config = new ConfigFields(fields);
    SpaceId space = config.space(request.getGroup());
    ConfigPath path = config.path("path", request.getPath());
    ConfigScope scope = config.scope("node", request.getNode());
    SecretCommand command = new SecretCommand.Reveal(space.group(), path.value(), scope.node());
    return writes
        .decided(
            new StoreWrites.Asked(request, request.getCaller(), false),
            new Command.KeepSecrets(command),
            fields)
        .thenCompose(
            answer -> {
              ConfigPlace place = new ConfigPlace(scope, path);
              Found<SealedSecret> found = registry.read(store -> sealed(store, space, place));
              SealedSecret secret = found.answer();
              return secret == null
                  ? CompletableFuture.failedFuture(Refused.of(found.refusals()))
                  : CompletableFuture.completedFuture(secret);
            });
  }

  private static Found<SealedSecret> sealed(StoreView store, SpaceId space, ConfigPlace place) {
    ConfigEntry entry = new ConfigView(store, space).get(place);
    Seal seal = entry == null ? null : entry.value().seal();
    return entry == null || seal == null
        ? Found.none(
            Refusal.of(
                Reason.UNKNOWN_PATH,
                place + " of " + space + " is no secret any more",
                "see: quorate secret list " + space))
        : Found.of(
            SealedSecret.newBuilder()
                .setValue(SecretMessages.sealed(entry.value(), seal))
                .setMediaType(entry.value().mediaType())
                .setRevision(entry.revision().value())
                .build());
  }

  CompletableFuture<ListSecretsResponse> list(ListSecretsRequest request) {
    WireFields fields = new WireFields();
    ConfigFields config = new ConfigFields(fields);
    SpaceId space = config.space(request.getGroup());
    String path = config.pathOrNone("after", request.getAfter());
    ConfigScope scope = config.scope("after_node", request.getAfterNode());
    int limit = request.getLimit() < 1 ? MOST : Math.min(request.getLimit(), MOST);
    String after =
        path.isEmpty()
            ? ""
            : SealedAt.standing(space, new ConfigPlace(scope, new ConfigPath(path))).key();
    return reads.read(space.group(), fields, store -> Found.of(page(store, space, after, limit)));
  }

  /** In order, whichever of the two keys they are sealed under. */
  private static ListSecretsResponse page(StoreView store, SpaceId space, String after, int limit) {
    SortedMap<String, SealedRow> rows = new TreeMap<>();
    List<Generation> generations = SecretView.generations(store);
    for (Generation generation : generations) {
      SealedRows.of(store, generation, SealedAt.standing(space), after, limit + 1)
          .forEach(row -> rows.put(row.key(), row));
    }
    ListSecretsResponse.Builder page = ListSecretsResponse.newBuilder();
    ConfigView view = new ConfigView(store, space);
    for (SealedRow row : rows.values()) {
      if (page.getEntriesCount() == limit) {
        return page.setMore(true).build();
      }
      ConfigPlace place = SealedAt.of(row).place();
      ConfigEntry entry = view.get(place);
      if (entry != null) {
        page.addEntries(ConfigMessages.entry(place, entry));
      }
    }
    return page.build();
  }
}
