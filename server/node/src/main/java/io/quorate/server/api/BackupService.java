package io.quorate.server.api;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quorate.client.error.Refusals;
import io.quorate.core.NodeId;
import io.quorate.server.backup.BackupDesk;
import io.quorate.server.backup.BackupLabel;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.session.Peers;
import io.quorate.v1.BackupsGrpc;
import io.quorate.v1.CopyPart;
import io.quorate.v1.CopyRequest;
import io.quorate.v1.FindBackupRequest;
import io.quorate.v1.FindBackupResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The API of backups: the leader says what they must hold, each node makes its own. */
final class BackupService extends BackupsGrpc.BackupsImplBase {
  private static final Logger LOG = LoggerFactory.getLogger(BackupService.class);
  private static final Duration APPLY_LIMIT = Duration.ofSeconds(10);

  private final Way way;
  private final ReplicatedRegistry registry;
  private final LinearizableRead reads;
  private final BackupDesk desk;
  private final Executor sending;

  /** Who this node is, and how calls come to the leader. */
  record Way(ClusterIdentity identity, LeaderRoute route, Peers peers) {}

  /**
   * Of one node.
   *
   * @param sending has a thread for the one that is sent
   */
  BackupService(
      Way way,
      ReplicatedRegistry registry,
      LinearizableRead reads,
      BackupDesk desk,
      Executor sending) {
    this.way = way;
    this.registry = registry;
    this.reads = reads;
    this.desk = desk;
    this.sending = sending;
  }

  @Override
  public void find(FindBackupRequest request, StreamObserver<FindBackupResponse> out) {
    way.route()
        .route(
            out,
            () ->
                reads
                    .ready()
                    .thenApply(
                        term ->
                            FindBackupResponse.newBuilder()
                                .setIndex(registry.appliedIndex())
                                .build()),
            way.peers()::backups,
            (stub, relay) -> stub.find(request, relay));
  }

  @Override
  public void copy(CopyRequest request, StreamObserver<CopyPart> out) {
    if (!desk.begin()) {
      out.onError(
          Refusals.overloaded(
              "a backup is being made by this node already", "wait for it, or ask another node"));
      return;
    }
    PartStream parts = new PartStream((ServerCallStreamObserver<CopyPart>) out);
    try {
      sending.execute(Context.current().wrap(() -> copy(request, parts)));
    } catch (RejectedExecutionException closing) {
      desk.done();
      out.onError(Status.UNAVAILABLE.withDescription("this node is stopping").asException());
    }
  }

  private void copy(CopyRequest request, PartStream parts) {
    try {
      if (!registry.awaitApplied(request.getIndex(), APPLY_LIMIT)) {
        parts.fail(
            Refusals.noQuorum(
                "this node lags behind: it has not applied entry " + request.getIndex(),
                "ask another node; see on this one: quorate status"));
        return;
      }
      NodeId self = way.identity().self();
      LongFunction<BackupLabel> label =
          index ->
              new BackupLabel(
                  way.identity().cluster(), way.identity().founding(), self, index, Instant.now());
      desk.write(label, parts);
      parts.complete();
    } catch (IOException | RuntimeException failed) {
      LOG.warn("a backup was not sent whole: {}", failed.toString());
      parts.fail(
          Status.INTERNAL
              .withDescription("the backup cannot be made: " + failed.getMessage())
              .asException());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      parts.fail(Status.UNAVAILABLE.withDescription("this node is stopping").asException());
    } finally {
      desk.done();
    }
  }
}
