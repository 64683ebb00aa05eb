package io.quorate.server.api;

import io.quorate.core.ClockReading;
import io.quorate.core.GroupId;
import io.quorate.core.Names;
import io.quorate.core.Term;
import io.quorate.core.config.AwaitedCommit;
import io.quorate.core.failover.Situation;
import io.quorate.core.image.RegistryImage;
import io.quorate.core.registry.GroupRecord;
import io.quorate.server.leader.ClusterView;
import io.quorate.server.leader.LeaderLoop;
import io.quorate.server.registry.ProposalFailedException;
import io.quorate.server.registry.ReplicatedRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What the leader shows, put together from the registry's image and what the leader alone knows, on
 * the thread of whoever asks.
 */
final class LeaderViews {
  private final LinearizableRead reads;
  private final ReplicatedRegistry registry;
  private final LeaderLoop leader;
  private final Supplier<ClockReading> clocks;

  LeaderViews(
      LinearizableRead reads,
      ReplicatedRegistry registry,
      LeaderLoop leader,
      Supplier<ClockReading> clocks) {
    this.reads = reads;
    this.registry = registry;
    this.leader = leader;
    this.clocks = clocks;
  }

  /**
   * What the leader knows, at one moment.
   *
   * @param view what it alone knows
   * @param image what is replicated
   * @param now when it was looked
   */
  record Confirmed(ClusterView view, RegistryImage image, ClockReading now) {

    /** The group of this name, or all groups when the name is empty. */
    List<GroupRecord> chosen(String group) {
      if (group.isEmpty()) {
        return image.groups();
      }
      return named(group).map(List::of).orElse(List.of());
    }

    Optional<GroupRecord> named(String group) {
      return Names.wellFormed(group) ? image.group(new GroupId(group)) : Optional.empty();
    }

    ClusterView.GroupView group(GroupRecord record) {
      return view.group(record, now);
    }

    /** The commit of the group's configuration that waits for its confirmation. */
    Optional<AwaitedCommit> awaited(GroupRecord record) {
      return image.awaited(record.spec().name());
    }

    Situation situation(GroupRecord record) {
      return group(record).situation();
    }
  }

  /**
   * Not older than what anybody was told before; on a reader's thread. Fails with {@link
   * ProposalFailedException}.
   */
  CompletableFuture<Confirmed> confirmed() {
    return reads.ready().thenCompose(term -> view(Optional.of(term)));
  }

  /**
   * As the leader sees it now, for a proposal that names the epoch it assumes: whether it may be
   * made is decided when it is applied.
   */
  CompletableFuture<Confirmed> present() {
    return view(Optional.empty());
  }

  private CompletableFuture<Confirmed> view(Optional<Term> wanted) {
    return leader
        .view()
        .filter(view -> wanted.isEmpty() || wanted.get().equals(view.term()))
        .map(
            view ->
                CompletableFuture.completedFuture(
                    new Confirmed(view, registry.image(), clocks.get())))
        .orElseGet(
            () ->
                CompletableFuture.failedFuture(
                    new ProposalFailedException(
                        ProposalFailedException.Kind.NOT_LEADER, "this node does not lead yet")));
  }

  /** What this machine's clocks show. */
  ClockReading now() {
    return clocks.get();
  }
}
