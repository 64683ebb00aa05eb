package io.quorate.server.api;

import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.declaration.Findings;
import io.quorate.core.failover.Explainer;
import io.quorate.core.failover.Finding;
import io.quorate.core.failover.Forecast;
import io.quorate.core.failover.Forecaster;
import io.quorate.core.failover.Situation;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.sync.SyncBlock;
import io.quorate.replica.declaration.GroupMessages;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.wire.Times;
import io.quorate.v1.ExplainResponse;
import io.quorate.v1.Explanation;
import io.quorate.v1.ForecastResponse;
import io.quorate.v1.GetHistoryRequest;
import io.quorate.v1.GetHistoryResponse;
import io.quorate.v1.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** What the leader says of groups beside their status, confirmed by a majority. */
final class GroupReads {
  private final ClusterIdentity identity;
  private final ReplicatedRegistry registry;
  private final LinearizableRead reads;
  private final LeaderViews views;
  private final SyncViews syncs;

  GroupReads(
      ClusterIdentity identity,
      ReplicatedRegistry registry,
      LinearizableRead reads,
      LeaderViews views) {
    this.identity = identity;
    this.registry = registry;
    this.reads = reads;
    this.views = views;
    this.syncs = new SyncViews(registry);
  }

  CompletableFuture<Group> group(String name) {
    return reads
        .ready()
        .thenCompose(
            term ->
                registry
                    .group(name)
                    .map(record -> CompletableFuture.completedFuture(message(record)))
                    .orElseGet(() -> CompletableFuture.failedFuture(Refused.of(unknown(name)))));
  }

  private static Group message(GroupRecord record) {
    return Group.newBuilder()
        .setSpec(GroupMessages.of(record.spec()))
        .setRevision(record.revision().value())
        .build();
  }

  static List<Refusal> unknown(String group) {
    return List.of(
        Refusal.of(
            Reason.UNKNOWN_GROUP,
            "there is no group '" + Findings.shown(group) + "'",
            "see: quorate group list"));
  }

  CompletableFuture<GetHistoryResponse> history(GetHistoryRequest request) {
    return reads.ready().thenCompose(term -> HistoryPages.page(registry, request));
  }

  CompletableFuture<ForecastResponse> forecasts(String group) {
    ForecastResponse.Builder answer = ForecastResponse.newBuilder();
    return chosen(group, (record, known) -> answer.addForecasts(forecast(record, known)))
        .thenApply(done -> answer.build());
  }

  CompletableFuture<ExplainResponse> explanations(String group) {
    ExplainResponse.Builder answer = ExplainResponse.newBuilder();
    return chosen(group, (record, known) -> answer.addExplanations(explanation(record, known)))
        .thenApply(done -> answer.build());
  }

  private CompletableFuture<Void> chosen(
      String group, BiConsumer<GroupRecord, LeaderViews.Confirmed> each) {
    return views
        .confirmed()
        .thenCompose(
            known -> {
              List<GroupRecord> records = known.chosen(group);
              if (records.isEmpty() && !group.isEmpty()) {
                return CompletableFuture.failedFuture(Refused.of(unknown(group)));
              }
              records.forEach(record -> each.accept(record, known));
              return CompletableFuture.completedFuture(null);
            });
  }

  private io.quorate.v1.Forecast forecast(GroupRecord record, LeaderViews.Confirmed known) {
    Forecaster.Cluster cluster = new Forecaster.Cluster(identity.self(), identity.electionBound());
    Forecast forecast = Forecaster.forecast(known.situation(record), cluster);
    io.quorate.v1.Forecast.Builder message =
        io.quorate.v1.Forecast.newBuilder()
            .setGroup(record.spec().name().value())
            .setActive(forecast.active() == null ? "" : forecast.active().value())
            .setSuccessor(forecast.successor() == null ? "" : forecast.successor().value())
            .setBound(Times.message(forecast.bound()))
            .addAllObstacles(Refused.notices(forecast.obstacles()));
    if (!forecast.election().isZero()) {
      message.setElection(Times.message(forecast.election()));
    }
    for (Forecast.TimeTerm term : forecast.terms()) {
      message.addTerms(
          io.quorate.v1.Forecast.Term.newBuilder()
              .setName(term.name())
              .setDuration(Times.message(term.duration()))
              .setMeaning(term.meaning()));
    }
    return message.build();
  }

  private Explanation explanation(GroupRecord record, LeaderViews.Confirmed known) {
    Explanation.Builder message = Explanation.newBuilder().setGroup(record.spec().name().value());
    Situation situation = known.situation(record);
    List<Finding> findings = new ArrayList<>(Explainer.explain(situation));
    syncs.of(situation).stream()
        .map(SyncBlock::finding)
        .distinct() // some are said of every member
        .forEach(findings::add);
    for (Finding finding : findings) {
      message.addFindings(
          StatusMessages.notice(finding.reason(), finding.message(), finding.remedy()));
    }
    known.awaited(record).map(StatusMessages::awaited).ifPresent(message::addFindings);
    return message.build();
  }
}
