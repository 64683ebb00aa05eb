package io.quorate.server.api;

import io.grpc.stub.StreamObserver;
import io.quorate.core.NodeId;
import io.quorate.server.session.Peers;
import io.quorate.v1.CancelConfigRequest;
import io.quorate.v1.CommitCandidateRequest;
import io.quorate.v1.ConfigCandidate;
import io.quorate.v1.ConfigEntry;
import io.quorate.v1.ConfigWatchEvent;
import io.quorate.v1.ConfigurationGrpc;
import io.quorate.v1.ConfigurationGrpc.ConfigurationStub;
import io.quorate.v1.ConfirmConfigRequest;
import io.quorate.v1.DiffConfigRequest;
import io.quorate.v1.DiffConfigResponse;
import io.quorate.v1.DropCandidateRequest;
import io.quorate.v1.DropCandidateResponse;
import io.quorate.v1.EditCandidateRequest;
import io.quorate.v1.GetConfigLogRequest;
import io.quorate.v1.GetConfigLogResponse;
import io.quorate.v1.GetValueRequest;
import io.quorate.v1.ListCandidatesRequest;
import io.quorate.v1.ListCandidatesResponse;
import io.quorate.v1.ListValuesRequest;
import io.quorate.v1.ListValuesResponse;
import io.quorate.v1.OrderSyncRequest;
import io.quorate.v1.RebaseCandidateRequest;
import io.quorate.v1.RollbackConfigRequest;
import io.quorate.v1.WatchConfigRequest;
import io.quorate.v1.WhyConfigRequest;
import io.quorate.v1.WhyConfigResponse;
import io.quorate.v1.WriteConfigRequest;
import io.quorate.v1.WriteConfigResponse;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The configuration API: routes each call to the leader, and answers it there. Watches are answered
 * here.
 */
final class ConfigurationService extends ConfigurationGrpc.ConfigurationImplBase {
  private final Way way;
  private final ConfigReads reads;
  private final ConfigWrites writes;
  private final CandidateCalls candidates;
  private final ConfigWhy why;
  private final StoreWatches watches;

  /**
   * To the leader.
   *
   * @param route where it is
   * @param peers calls it
   */
  record Way(LeaderRoute route, Peers peers) {}

  /** What answers on the leader. */
  record Desks(ConfigReads reads, ConfigWrites writes, CandidateCalls candidates, ConfigWhy why) {}

  ConfigurationService(Way way, Desks desks, StoreWatches watches) {
    this.way = way;
    this.reads = desks.reads();
    this.writes = desks.writes();
    this.candidates = desks.candidates();
    this.why = desks.why();
    this.watches = watches;
  }

  @Override
  public void getValue(GetValueRequest request, StreamObserver<ConfigEntry> out) {
    route(out, () -> reads.get(request), (stub, relay) -> stub.getValue(request, relay));
  }

  @Override
  public void listValues(ListValuesRequest request, StreamObserver<ListValuesResponse> out) {
    route(out, () -> reads.list(request), (stub, relay) -> stub.listValues(request, relay));
  }

  @Override
  public void writeConfig(WriteConfigRequest request, StreamObserver<WriteConfigResponse> out) {
    route(out, () -> writes.write(request), (stub, relay) -> stub.writeConfig(request, relay));
  }

  @Override
  public void rollbackConfig(
      RollbackConfigRequest request, StreamObserver<WriteConfigResponse> out) {
    route(
        out, () -> writes.rollback(request), (stub, relay) -> stub.rollbackConfig(request, relay));
  }

  @Override
  public void confirmConfig(ConfirmConfigRequest request, StreamObserver<WriteConfigResponse> out) {
    route(out, () -> writes.confirm(request), (stub, relay) -> stub.confirmConfig(request, relay));
  }

  @Override
  public void cancelConfig(CancelConfigRequest request, StreamObserver<WriteConfigResponse> out) {
    route(out, () -> writes.cancel(request), (stub, relay) -> stub.cancelConfig(request, relay));
  }

  @Override
  public void orderSync(OrderSyncRequest request, StreamObserver<WriteConfigResponse> out) {
    route(out, () -> writes.orderSync(request), (stub, relay) -> stub.orderSync(request, relay));
  }

  @Override
  public void whyConfig(WhyConfigRequest request, StreamObserver<WhyConfigResponse> out) {
    route(out, () -> why.of(request), (stub, relay) -> stub.whyConfig(request, relay));
  }

  @Override
  public void editCandidate(EditCandidateRequest request, StreamObserver<ConfigCandidate> out) {
    route(out, () -> candidates.edit(request), (stub, relay) -> stub.editCandidate(request, relay));
  }

  @Override
  public void listCandidates(
      ListCandidatesRequest request, StreamObserver<ListCandidatesResponse> out) {
    route(
        out, () -> reads.candidates(request), (stub, relay) -> stub.listCandidates(request, relay));
  }

  @Override
  public void commitCandidate(
      CommitCandidateRequest request, StreamObserver<WriteConfigResponse> out) {
    route(
        out,
        () -> candidates.commit(request),
        (stub, relay) -> stub.commitCandidate(request, relay));
  }

  @Override
  public void rebaseCandidate(RebaseCandidateRequest request, StreamObserver<ConfigCandidate> out) {
    route(
        out,
        () -> candidates.rebase(request),
        (stub, relay) -> stub.rebaseCandidate(request, relay));
  }

  @Override
  public void dropCandidate(
      DropCandidateRequest request, StreamObserver<DropCandidateResponse> out) {
    route(out, () -> candidates.drop(request), (stub, relay) -> stub.dropCandidate(request, relay));
  }

  @Override
  public void diffConfig(DiffConfigRequest request, StreamObserver<DiffConfigResponse> out) {
    route(out, () -> reads.diff(request), (stub, relay) -> stub.diffConfig(request, relay));
  }

  @Override
  public void getConfigLog(GetConfigLogRequest request, StreamObserver<GetConfigLogResponse> out) {
    route(out, () -> reads.log(request), (stub, relay) -> stub.getConfigLog(request, relay));
  }

  @Override
  public void watch(WatchConfigRequest request, StreamObserver<ConfigWatchEvent> out) {
    watches.watch(request, out);
  }

  private <A> void route(
      StreamObserver<A> out,
      Supplier<CompletableFuture<A>> here,
      BiConsumer<ConfigurationStub, StreamObserver<A>> there) {
    way.route().route(out, here, this::stub, there);
  }

  private ConfigurationStub stub(NodeId node) {
    return way.peers().configuration(node);
  }
}
