package io.quorate.server.api;

import io.grpc.stub.StreamObserver;
import io.quorate.v1.AdminGrpc;
import io.quorate.v1.ApplyGroupRequest;
import io.quorate.v1.ApplyGroupResponse;
import io.quorate.v1.DeleteGroupRequest;
import io.quorate.v1.DeleteGroupResponse;
import io.quorate.v1.ExplainRequest;
import io.quorate.v1.ExplainResponse;
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

/** The admin API: routes each call to the leader, and words its answer there. */
final class AdminService extends AdminGrpc.AdminImplBase {
  private final LeaderRoute route;
  private final Desks desks;

  AdminService(LeaderRoute route, Desks desks) {
    this.route = route;
    this.desks = desks;
  }

  /** What answers each kind of call. */
  record Desks(
      StatusAnswers statuses,
      StatusWatches watches,
      GroupReads groups,
      RoleChanges changes,
      Declarations declarations) {}

  @Override
  public void getStatus(GetStatusRequest request, StreamObserver<Status> out) {
    LeaderRoute.answer(out, desks.statuses().status(request));
  }

  @Override
  public void watchStatus(GetStatusRequest request, StreamObserver<Status> out) {
    desks.watches().watch(request, out);
  }

  @Override
  public void applyGroup(ApplyGroupRequest request, StreamObserver<ApplyGroupResponse> out) {
    route.route(
        out,
        () -> desks.declarations().apply(request),
        (stub, relay) -> stub.applyGroup(request, relay));
  }

  @Override
  public void deleteGroup(DeleteGroupRequest request, StreamObserver<DeleteGroupResponse> out) {
    route.route(
        out,
        () -> desks.declarations().delete(request),
        (stub, relay) -> stub.deleteGroup(request, relay));
  }

  @Override
  public void getGroup(GetGroupRequest request, StreamObserver<Group> out) {
    route.route(
        out,
        () -> desks.groups().group(request.getName()),
        (stub, relay) -> stub.getGroup(request, relay));
  }

  @Override
  public void listGroups(ListGroupsRequest request, StreamObserver<ListGroupsResponse> out) {
    route.route(
        out,
        () ->
            desks
                .statuses()
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
        out,
        () -> desks.changes().switchover(request),
        (stub, relay) -> stub.switchover(request, relay));
  }

  @Override
  public void failover(FailoverRequest request, StreamObserver<FailoverResponse> out) {
    route.route(
        out,
        () -> desks.changes().failover(request),
        (stub, relay) -> stub.failover(request, relay));
  }

  @Override
  public void pause(PauseRequest request, StreamObserver<PauseResponse> out) {
    route.route(
        out,
        () ->
            desks
                .changes()
                .pause(request)
                .thenApply(groups -> PauseResponse.newBuilder().addAllGroups(groups).build()),
        (stub, relay) -> stub.pause(request, relay));
  }

  @Override
  public void resume(ResumeRequest request, StreamObserver<ResumeResponse> out) {
    route.route(
        out,
        () ->
            desks
                .changes()
                .resume(request)
                .thenApply(groups -> ResumeResponse.newBuilder().addAllGroups(groups).build()),
        (stub, relay) -> stub.resume(request, relay));
  }

  @Override
  public void forecast(ForecastRequest request, StreamObserver<ForecastResponse> out) {
    route.route(
        out,
        () -> desks.groups().forecasts(request.getGroup()),
        (stub, relay) -> stub.forecast(request, relay));
  }

  @Override
  public void explain(ExplainRequest request, StreamObserver<ExplainResponse> out) {
    route.route(
        out,
        () -> desks.groups().explanations(request.getGroup()),
        (stub, relay) -> stub.explain(request, relay));
  }

  @Override
  public void getHistory(GetHistoryRequest request, StreamObserver<GetHistoryResponse> out) {
    route.route(
        out,
        () -> desks.groups().history(request),
        (stub, relay) -> stub.getHistory(request, relay));
  }
}
