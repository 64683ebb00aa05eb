package io.quorate.server.api;

import com.google.protobuf.Timestamp;
import io.quorate.core.ClusterTime;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.declaration.Findings;
import io.quorate.core.registry.Command;
import io.quorate.core.revocation.CertificateHolder;
import io.quorate.core.revocation.CertificateHolder.Kind;
import io.quorate.core.revocation.Revocation;
import io.quorate.core.revocation.RevocationCommand;
import io.quorate.server.wire.Times;
import io.quorate.trust.Identity;
import io.quorate.v1.ListRevocationsResponse;
import io.quorate.v1.ReinstateRequest;
import io.quorate.v1.ReinstateResponse;
import io.quorate.v1.RevokeRequest;
import io.quorate.v1.RevokeResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Has certificates revoked and reinstated, and lists what is revoked; on the leader. */
final class RevocationDesk {
  private static final long MILLIS = 1_000;

  /** The last second of the year 9999, as the wire knows times. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private final Proposing proposing;
  private final LeaderViews views;

  RevocationDesk(Proposing proposing, LeaderViews views) {
    this.proposing = proposing;
    this.views = views;
  }

  CompletableFuture<RevokeResponse> revoke(RevokeRequest request) {
    List<Refusal> refusals = new ArrayList<>(Callers.refusals(request.getCaller()));
    Optional<CertificateHolder> holder = holder(request.getHolder(), refusals);
    Optional<Instant> before =
        request.hasBefore() ? moment(request.getBefore(), refusals) : Optional.empty();
    if (holder.isEmpty() || !refusals.isEmpty()) {
      return CompletableFuture.failedFuture(Refused.of(refusals));
    }
    return views
        .confirmed()
        .thenCompose(
            known -> {
              RevocationCommand.Revoke revoke =
                  new RevocationCommand.Revoke(
                      holder.get(),
                      before.orElseGet(() -> whole(known.view().time(known.now()))),
                      request.getReason());
              return proposing.propose(
                  Callers.request(
                      request.getCaller(), new Command.ChangeRevocation(revoke), request),
                  List.of());
            })
        .thenCompose(done -> views.confirmed())
        .thenApply(then -> answer(holder.get(), then));
  }

  /** As it stands afterwards; by then somebody may have reinstated the holder. */
  private static RevokeResponse answer(CertificateHolder holder, LeaderViews.Confirmed then) {
    RevokeResponse.Builder answer = RevokeResponse.newBuilder();
    Revocation stands = then.image().revocations().get(holder);
    return stands == null ? answer.build() : answer.setRevocation(message(holder, stands)).build();
  }

  CompletableFuture<ReinstateResponse> reinstate(ReinstateRequest request) {
    List<Refusal> refusals = new ArrayList<>(Callers.refusals(request.getCaller()));
    Optional<CertificateHolder> holder = holder(request.getHolder(), refusals);
    if (holder.isEmpty() || !refusals.isEmpty()) {
      return CompletableFuture.failedFuture(Refused.of(refusals));
    }
    Command command = new Command.ChangeRevocation(new RevocationCommand.Reinstate(holder.get()));
    return proposing
        .propose(Callers.request(request.getCaller(), command, request), List.of())
        .thenApply(done -> ReinstateResponse.getDefaultInstance());
  }

  CompletableFuture<ListRevocationsResponse> list() {
    return views.confirmed().thenApply(known -> list(known.image().revocations()));
  }

  private static ListRevocationsResponse list(Map<CertificateHolder, Revocation> all) {
    ListRevocationsResponse.Builder list = ListRevocationsResponse.newBuilder();
    all.forEach((holder, revocation) -> list.addRevocations(message(holder, revocation)));
    return list.build();
  }

  private static io.quorate.v1.Revocation message(CertificateHolder holder, Revocation revocation) {
    return io.quorate.v1.Revocation.newBuilder()
        .setHolder(
            io.quorate.v1.CertificateHolder.newBuilder()
                .setKind(io.quorate.v1.CertificateHolder.Kind.valueOf(holder.kind().name()))
                .setName(holder.name()))
        .setBefore(Timestamp.newBuilder().setSeconds(revocation.before().getEpochSecond()))
        .setBy(revocation.author())
        .setAt(Times.timestamp(revocation.at()))
        .setReason(revocation.cause())
        .build();
  }

  private static Optional<CertificateHolder> holder(
      io.quorate.v1.CertificateHolder asked, List<Refusal> refusals) {
    Optional<Kind> kind =
        switch (asked.getKind()) {
          case NODE -> Optional.of(Kind.NODE);
          case USER -> Optional.of(Kind.USER);
          default -> Optional.empty();
        };
    if (kind.isEmpty()) {
      refusals.add(
          new Refusal(Reason.INVALID_VALUE, "no kind is given", "NODE or USER", "holder.kind"));
      return Optional.empty();
    }
    Optional<CertificateHolder> holder = CertificateHolder.read(kind.get(), asked.getName());
    if (holder.isEmpty()) {
      refusals.add(
          new Refusal(
              Reason.INVALID_VALUE,
              "'" + Findings.shown(asked.getName()) + "' is no name of a certificate",
              "use " + Identity.NAME_RULE,
              "holder.name"));
    }
    return holder;
  }

  private static Optional<Instant> moment(Timestamp asked, List<Refusal> refusals) {
    boolean moment =
        asked.getSeconds() >= 0 && asked.getSeconds() < LAST_SECOND && asked.getNanos() >= 0;
    if (!moment) {
      refusals.add(
          new Refusal(
              Reason.INVALID_VALUE, "it is no moment since 1970", "leave it out: now", "before"));
      return Optional.empty();
    }
    return Optional.of(Instant.ofEpochSecond(asked.getSeconds() + (asked.getNanos() > 0 ? 1 : 0)));
  }

  /** Up to the next whole second: certificates begin with one. */
  private static Instant whole(ClusterTime now) {
    return Instant.ofEpochSecond(Math.floorDiv(now.millis(), MILLIS) + 1);
  }
}
