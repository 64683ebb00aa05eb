package io.quorate.server.api;

import io.grpc.stub.StreamObserver;
import io.quorate.core.GroupId;
import io.quorate.core.Names;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.declaration.Findings;
import io.quorate.core.failover.Explainer;
import io.quorate.core.failover.Finding;
import io.quorate.core.failover.Forecast;
import io.quorate.core.failover.Forecaster;
import io.quorate.replica.declaration.GroupMessages;
import io.quorate.server.leader.ClusterView;
import io.quorate.server.wire.Times;
import io.quorate.v1.AdminGrpc;
import io.quorate.v1.ApplyGroupRequest;
import io.quorate.v1.ApplyGroupResponse;
import io.quorate.v1.DeleteGroupRequest;
import io.quorate.v1.DeleteGroupResponse;
import io.quorate.v1.ExplainRequest;
import io.quorate.v1.ExplainResponse;
import io.quorate.v1.Explanation;
import io.quorate.v1.FailoverRequest;
import io.quorate.v1.FailoverResponse;
import io.quorate.v1.ForecastRequest;
import io.quorate.v1.ForecastResponse;
import io.quorate.v1.GetGroupRequest;
import io.quorate.v1.GetHistoryRequest;
import io.quorate.v1.GetHistoryResponse;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.Group;
import io.quorate.v1.ListGroupsRequest;
import io.quorate.v1.ListGroupsResponse;
import io.quorate.v1.PauseRequest;
import io.quorate.v1.PauseResponse;
import io.quorate.v1.ResumeRequest;
import io.quorate.v1.ResumeResponse;
import io.quorate.v1.Status;
import io.quorate.v1.SwitchoverRequest;
import io.quorate.v1.SwitchoverResponse;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/** The admin API: routes each call to the leader, and words its answer there. */
final class AdminService extends AdminGrpc.AdminImplBase {
  private final ApiParts parts;
  private final LeaderRoute route;
  private final LinearizableRead reads;
  private final StatusSource statuses;
  private final StatusWatches watches;
  private final RoleChanges changes;
  private final Declarations declarations;

  AdminService(
      ApiParts parts, LeaderRoute route, ExecutorService waiters, ScheduledExecutorService timer) {
    this.parts = parts;
    this.route = route;
    this.reads = new LinearizableRead(parts, waiters);
    this.statuses = new StatusSource(parts, reads);
    this.watches = new StatusWatches(parts, route, statuses, timer);
    this.changes = new RoleChanges(parts);
    this.declarations = new Declarations(parts);
  }

  @Override
  public void getStatus(GetStatusRequest request, StreamObserver<Status> out) {
    LeaderRoute.answer(out, watches.status(request));
  }

  @Override
  public void watchStatus(GetStatusRequest request, StreamObserver<Status> out) {
    watches.watch(request, out);
  }

  @Override
  public void applyGroup(ApplyGroupRequest request, StreamObserver<ApplyGroupResponse> out) {
    route.route(
        out, () -> declarations.apply(request), (stub, relay) -> stub.applyGroup(request, relay));
  }

  @Override
  public void deleteGroup(DeleteGroupRequest request, StreamObserver<DeleteGroupResponse> out) {
    route.route(
        out, () -> declarations.delete(request), (stub, relay) -> stub.deleteGroup(request, relay));
  }

  @Override
  public void getGroup(GetGroupRequest request, StreamObserver<Group> out) {
    route.route(
        out,
        () -> reads.ready().thenCompose(ready -> group(request.getName())),
        (stub, relay) -> stub.getGroup(request, relay));
  }

  @Override
  public void listGroups(ListGroupsRequest request, StreamObserver<ListGroupsResponse> out) {
    route.route(
        out,
        () ->
            statuses
                .confirmed(GetStatusRequest.getDefaultInstance())
                .thenApply(
                    status ->
                        ListGroupsResponse.newBuilder()
                            .addAllGroups(status.getGroupsList())
                            .build()),
        (stub, relay) -> stub.listGroups(request, relay));
  }

  @Override
  public void switchover(SwitchoverRequest request, StreamObserver<SwitchoverResponse> out) {
    route.route(
        out, () -> changes.switchover(request), (stub, relay) -> stub.switchover(request, relay));
  }

  @Override
  public void failover(FailoverRequest request, StreamObserver<FailoverResponse> out) {
    route.route(
        out, () -> changes.failover(request), (stub, relay) -> stub.failover(request, relay));
  }

  @Override
  public void pause(PauseRequest request, StreamObserver<PauseResponse> out) {
    route.route(
        out,
        () ->
            changes
                .pause(request)
                .thenApply(groups -> PauseResponse.newBuilder().addAllGroups(groups).build()),
        (stub, relay) -> stub.pause(request, relay));
  }

  @Override
  public void resume(ResumeRequest request, StreamObserver<ResumeResponse> out) {
    route.route(
        out,
        () ->
            changes
                .resume(request)
                .thenApply(groups -> ResumeResponse.newBuilder().addAllGroups(groups).build()),
        (stub, relay) -> stub.resume(request, relay));
  }

  @Override
  public void forecast(ForecastRequest request, StreamObserver<ForecastResponse> out) {
    route.route(
        out,
        () ->
            chosen(request.getGroup())
                .thenApply(
                    groups -> {
                      ForecastResponse.Builder answer = ForecastResponse.newBuilder();
                      groups.forEach((name, group) -> answer.addForecasts(forecast(name, group)));
                      return answer.build();
                    }),
        (stub, relay) -> stub.forecast(request, relay));
  }

  @Override
  public void explain(ExplainRequest request, StreamObserver<ExplainResponse> out) {
    route.route(
        out,
        () ->
            chosen(request.getGroup())
                .thenApply(
                    groups -> {
                      ExplainResponse.Builder answer = ExplainResponse.newBuilder();
                      groups.forEach(
                          (name, group) -> answer.addExplanations(explanation(name, group)));
                      return answer.build();
                    }),
        (stub, relay) -> stub.explain(request, relay));
  }

  @Override
  public void getHistory(GetHistoryRequest request, StreamObserver<GetHistoryResponse> out) {
    route.route(
        out,
        () -> reads.ready().thenCompose(ready -> HistoryPages.page(parts.registry(), request)),
        (stub, relay) -> stub.getHistory(request, relay));
  }

  private CompletableFuture<Group> group(String name) {
    return parts
        .registry()
        .group(name)
        .map(
            record ->
                CompletableFuture.completedFuture(
                    Group.newBuilder()
                        .setSpec(GroupMessages.of(record.spec()))
                        .setRevision(record.revision().value())
                        .build()))
        .orElseGet(() -> CompletableFuture.failedFuture(Refused.of(unknown(name))));
  }

  static List<Refusal> unknown(String group) {
    return List.of(
        Refusal.of(
            Reason.UNKNOWN_GROUP,
            "there is no group '" + Findings.shown(group) + "'",
            "see: quorate group list"));
  }

  private CompletableFuture<SortedMap<GroupId, ClusterView.GroupView>> chosen(String group) {
    return reads
        .ready()
        .thenCompose(ready -> parts.leader().view())
        .thenCompose(
            view -> {
              if (group.isEmpty()) {
                return CompletableFuture.completedFuture(view.groups());
              }
              GroupId name = Names.wellFormed(group) ? new GroupId(group) : null;
              ClusterView.GroupView found = name == null ? null : view.groups().get(name);
              if (name == null || found == null) {
                return CompletableFuture.failedFuture(Refused.of(unknown(group)));
              }
              SortedMap<GroupId, ClusterView.GroupView> one = new TreeMap<>();
              one.put(name, found);
              return CompletableFuture.completedFuture(one);
            });
  }

  private io.quorate.v1.Forecast forecast(GroupId name, ClusterView.GroupView group) {
    Forecaster.Cluster cluster =
        new Forecaster.Cluster(parts.identity().self(), parts.identity().electionBound());
    Forecast forecast = Forecaster.forecast(group.situation(), cluster);
    io.quorate.v1.Forecast.Builder message =
        io.quorate.v1.Forecast.newBuilder()
            .setGroup(name.value())
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

  private static Explanation explanation(GroupId name, ClusterView.GroupView group) {
    Explanation.Builder message = Explanation.newBuilder().setGroup(name.value());
    for (Finding finding : Explainer.explain(group.situation())) {
      message.addFindings(
          StatusMessages.notice(finding.reason(), finding.message(), finding.remedy()));
    }
    return message.build();
  }
}
