package io.quorate.server.api;

import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.config.Candidate;
import io.quorate.core.config.CandidateId;
import io.quorate.core.config.CandidateView;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigView;
import io.quorate.core.config.SpaceId;
import io.quorate.core.store.StoreView;
import io.quorate.server.wire.WireFields;
import io.quorate.v1.ConfigEntry;
import io.quorate.v1.DiffConfigRequest;
import io.quorate.v1.DiffConfigResponse;
import io.quorate.v1.GetConfigLogRequest;
import io.quorate.v1.GetConfigLogResponse;
import io.quorate.v1.GetValueRequest;
import io.quorate.v1.ListCandidatesRequest;
import io.quorate.v1.ListCandidatesResponse;
import io.quorate.v1.ListValuesRequest;
import io.quorate.v1.ListValuesResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What configurations hold, confirmed by a majority, on the leader. */
final class ConfigReads {
  private final StoreReads reads;
  private final StoreReads histories;

  /**
   * From the store of this node.
   *
   * @param histories for what reads much, one at a time
   */
  ConfigReads(StoreReads reads, StoreReads histories) {
    this.reads = reads;
    this.histories = histories;
  }

  CompletableFuture<ConfigEntry> get(GetValueRequest request) {
    WireFields fields = new WireFields();
    ConfigFields config = new ConfigFields(fields);
    SpaceId space = config.space(request.getGroup());
    ConfigPath path = config.path("path", request.getPath());
    ConfigScope scope = scope(config, fields, request.getNode(), request.getEffective());
    return read(
        reads,
        space,
        fields,
        view -> {
          ConfigPlace own = new ConfigPlace(scope, path);
          io.quorate.core.config.ConfigEntry entry = view.get(own);
          if (entry != null) {
            return Found.of(ConfigMessages.entry(own, entry));
          }
          ConfigPlace common = new ConfigPlace(ConfigScope.ALL, path);
          io.quorate.core.config.ConfigEntry beneath =
              request.getEffective() ? view.get(common) : null;
          return beneath == null
              ? Found.none(absent(own, space))
              : Found.of(ConfigMessages.entry(common, beneath));
        });
  }

  private static ConfigScope scope(
      ConfigFields config, WireFields fields, String node, boolean effective) {
    if (effective && node.isEmpty()) {
      fields.invalid("node", "no node is named", "name the node whose view is wanted");
    }
    return config.scope("node", node);
  }

  private static Refusal absent(ConfigPlace place, SpaceId space) {
    return Refusal.of(
        Reason.UNKNOWN_PATH, space + " has no value " + place, "see: quorate config list " + space);
  }

  CompletableFuture<ListValuesResponse> list(ListValuesRequest request) {
    WireFields fields = new WireFields();
    ConfigFields config = new ConfigFields(fields);
    SpaceId space = config.space(request.getGroup());
    ValuePage.Wanted wanted =
        new ValuePage.Wanted(
            scope(config, fields, request.getNode(), request.getEffective()),
            config.pathOrNone("below", request.getBelow()),
            config.pathOrNone("after", request.getAfter()),
            request.getLimit());
    return read(
        reads,
        space,
        fields,
        view ->
            Found.of(
                request.getEffective()
                    ? ValuePage.effective(view, wanted)
                    : ValuePage.stored(view, wanted, request.getAllNodes())));
  }

  CompletableFuture<ListCandidatesResponse> candidates(ListCandidatesRequest request) {
    WireFields fields = new WireFields();
    SpaceId space = new ConfigFields(fields).space(request.getGroup());
    return ask(
        reads,
        space,
        fields,
        store -> {
          ListCandidatesResponse.Builder list =
              ListCandidatesResponse.newBuilder()
                  .setRevision(new ConfigView(store, space).head().revision().value());
          new CandidateView(store)
              .of(space)
              .forEach(candidate -> list.addCandidates(CandidateCalls.message(candidate)));
          return Found.of(list.build());
        });
  }

  private CompletableFuture<DiffConfigResponse> candidate(DiffConfigRequest request) {
    WireFields fields = new WireFields();
    CandidateId id = new ConfigFields(fields).candidate(request.getGroup(), request.getCandidate());
    return ask(
        histories,
        id.space(),
        fields,
        store -> {
          CandidateView candidates = new CandidateView(store);
          Candidate candidate = candidates.get(id);
          return candidate == null
              ? Found.none(CandidateView.unknown(id))
              : Found.of(
                  CandidateDiff.message(new ConfigView(store, id.space()), candidates, candidate));
        });
  }

  CompletableFuture<DiffConfigResponse> diff(DiffConfigRequest request) {
    if (!request.getCandidate().isEmpty()) {
      return candidate(request);
    }
    WireFields fields = new WireFields();
    SpaceId space = new ConfigFields(fields).space(request.getGroup());
    io.quorate.core.Revision from = fields.revision("from", request.getFrom());
    io.quorate.core.Revision to = request.hasTo() ? fields.revision("to", request.getTo()) : null;
    return read(
        histories,
        space,
        fields,
        view -> {
          ConfigDiff diff = new ConfigDiff(view, from, to);
          List<Refusal> against = diff.against();
          return against.isEmpty() ? Found.of(diff.message()) : new Found<>(null, against);
        });
  }

  CompletableFuture<GetConfigLogResponse> log(GetConfigLogRequest request) {
    WireFields fields = new WireFields();
    SpaceId space = new ConfigFields(fields).space(request.getGroup());
    io.quorate.core.Revision before = fields.revision("before", request.getBefore());
    return read(
        reads,
        space,
        fields,
        view -> Found.of(ConfigMessages.log(view, before, request.getLimit())));
  }

  private static <A> CompletableFuture<A> read(
      StoreReads first, SpaceId space, WireFields fields, Function<ConfigView, Found<A>> question) {
    return first.read(space.group(), fields, store -> question.apply(new ConfigView(store, space)));
  }

  private static <A> CompletableFuture<A> ask(
      StoreReads first, SpaceId space, WireFields fields, Function<StoreView, Found<A>> question) {
    return first.read(space.group(), fields, question);
  }
}
