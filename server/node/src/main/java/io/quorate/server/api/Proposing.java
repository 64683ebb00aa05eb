package io.quorate.server.api;

import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.Preview;
import io.quorate.core.registry.Request;
import io.quorate.server.leader.LeaderLoop;
import io.quorate.server.registry.ReplicatedRegistry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Proposes what operators ask for, unless something speaks against it that the registry cannot
 * know. A refusal then has the registry's reasons too.
 */
final class Proposing {
  private final ReplicatedRegistry registry;
  private final LeaderLoop leader;

  Proposing(ReplicatedRegistry registry, LeaderLoop leader) {
    this.registry = registry;
    this.leader = leader;
  }

  /** A request that was carried out before gets its old answer, whatever speaks against it now. */
  CompletableFuture<Decision.Accepted> propose(Request request, List<Refusal> against) {
    boolean again = registry.read(store -> Preview.carriedOut(request, store));
    if (!again && !against.isEmpty()) {
      Set<Refusal> all = new LinkedHashSet<>(against);
      all.addAll(foreseen(request));
      return CompletableFuture.failedFuture(Refused.of(List.copyOf(all)));
    }
    return leader.propose(request).thenCompose(Decided::accepted);
  }

  /** What the registry would refuse it with, as things are now. */
  List<Refusal> foreseen(Request request) {
    Decision preview = registry.read(store -> Preview.of(request, store));
    // The leader adds its term when it proposes; here it is missing.
    return preview instanceof Decision.Rejected rejected
        ? rejected.refusals().stream()
            .filter(refusal -> refusal.reason() != Reason.STALE_TERM)
            .toList()
        : List.of();
  }
}
