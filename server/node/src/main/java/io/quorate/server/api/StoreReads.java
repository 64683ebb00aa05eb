package io.quorate.server.api;

import io.quorate.core.GroupId;
import io.quorate.core.Refusal;
import io.quorate.core.store.StoreView;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.wire.WireFields;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Answers questions about what is kept of a group, confirmed by a majority, on the leader. */
final class StoreReads {
  private final ReplicatedRegistry registry;
  private final LinearizableRead reads;

  /** From the store of this node. */
  StoreReads(ReplicatedRegistry registry, LinearizableRead reads) {
    this.registry = registry;
    this.reads = reads;
  }

  /**
   * What the question finds, when all of it could be read and there is such a group.
   *
   * @param fields what was read of the message
   */
  <A> CompletableFuture<A> read(
      GroupId group, WireFields fields, Function<StoreView, Found<A>> question) {
    if (!fields.refusals().isEmpty()) {
      return failed(fields.refusals());
    }
    return reads
        .ready()
        .thenCompose(
            term -> {
              if (registry.group(group.value()).isEmpty()) {
                return failed(GroupReads.unknown(group.value()));
              }
              Found<A> found = registry.read(question);
              A answer = found.answer();
              return answer == null
                  ? failed(found.refusals())
                  : CompletableFuture.completedFuture(answer);
            });
  }

  private static <A> CompletableFuture<A> failed(List<Refusal> refusals) {
    return CompletableFuture.failedFuture(Refused.of(refusals));
  }
}
