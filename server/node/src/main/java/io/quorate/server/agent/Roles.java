package io.quorate.server.agent;

import io.quorate.core.ClockReading;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.agent.GroupAgent;
import io.quorate.core.agent.NodeAgent;
import io.quorate.core.lease.LeaseTerms;
import io.quorate.core.serving.Stage;
import io.quorate.core.session.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What programs on this machine are told of this node's roles: role files, and over HTTP. */
public final class Roles implements AutoCloseable {
  private final NodeId self;
  private final long run;
  private final String boot;
  private final RoleFiles files;
  private final Supplier<ClockReading> clocks;
  private final Map<GroupId, RoleFile> shown = new ConcurrentSkipListMap<>();

  /** Of the shown, those whose lease goes on with each answer. */
  private final Set<GroupId> extended = new TreeSet<>();

  /** Files of earlier runs that no group of this one has written anew yet. */
  private final Set<String> left;

  private volatile @Nullable LeaseFile counted;
  private long shortestNanos = Long.MAX_VALUE;

  /**
   * Of one node.
   *
   * @param run which start of the agent, other than those before on the same data directory
   * @throws IOException when the directory of the files cannot be used
   */
  public Roles(NodeId self, long run, Path dataDirectory, Supplier<ClockReading> clocks)
      throws IOException {
    this.self = self;
    this.run = run;
    this.boot = RoleFiles.boot();
    this.files = new RoleFiles(dataDirectory);
    this.clocks = clocks;
    this.left = new TreeSet<>(files.left());
  }

  /**
   * An answer of the leader was followed, and what follows for roles is shown. Counts the leases
   * from it, when that makes them longer by half of the shortest: what stands is still true, and
   * short by half at most.
   */
  void answered(NodeAgent agent) {
    ClockReading from = agent.extendedFrom();
    if (from == null) {
      return;
    }
    removeLeft();
    LeaseFile standing = counted;
    boolean due =
        standing == null || from.bootNanos() - standing.countedFromBootNanos() >= shortestNanos / 2;
    if (extended.isEmpty() || !due) {
      return;
    }
    shortestNanos = Long.MAX_VALUE;
    for (GroupId name : List.copyOf(extended)) {
      GroupAgent group = agent.groups().get(name);
      if (group == null) {
        gone(name);
      } else {
        show(group, from);
      }
    }
    if (!extended.isEmpty()) {
      LeaseFile anew = new LeaseFile(self.value(), boot, run, from.bootNanos());
      counted = anew;
      files.count(anew);
    }
  }

  /** What an earlier run said of groups that are none of this node's any more. */
  private void removeLeft() {
    left.forEach(files::remove);
    left.clear();
  }

  /** The group is none of this node's any more. */
  void gone(GroupId name) {
    extended.remove(name);
    if (shown.remove(name) != null) {
      files.remove(name.value());
    }
  }

  /**
   * Shows the role in a group of which something may have changed.
   *
   * @param from when the heartbeat left by whose answer leases were extended last; null before the
   *     first
   */
  void show(GroupAgent group, @Nullable ClockReading from) {
    RoleFile known = shown.get(group.name());
    RoleFile file = file(group, known, leaseNanos(group, from));
    if (file.leaseNanos() == 0) {
      extended.remove(group.name());
    } else {
      extended.add(group.name());
      shortestNanos = Math.min(shortestNanos, file.leaseNanos());
    }
    left.remove(group.name().value());
    if (!file.equals(known)) {
      shown.put(group.name(), file);
      files.write(file);
    }
  }

  /** Of the epoch, which may be another than that of the newest declaration (S3). */
  private static long leaseNanos(GroupAgent group, @Nullable ClockReading from) {
    Order order = group.order();
    LeaseTerms terms = order == null ? null : order.lease();
    ClockReading end = group.deadline();
    if (from == null || terms == null || end == null) {
      return 0;
    }
    long nanos = terms.lease().toNanos();
    return end.bootNanos() - from.bootNanos() < nanos ? 0 : nanos;
  }

  private RoleFile file(GroupAgent group, @Nullable RoleFile known, long leaseNanos) {
    String role = word(group.state().stage());
    long epoch = group.state().epoch().value();
    boolean same = known != null && known.role().equals(role) && known.epoch() == epoch;
    Order order = group.order();
    NodeId holder = order == null ? null : order.role().holder();
    return new RoleFile(
        group.name().value(),
        self.value(),
        role,
        epoch,
        same && known != null ? known.since() : Instant.ofEpochMilli(clocks.get().wallMillis()),
        leaseNanos,
        run,
        holder == null ? "" : holder.value(),
        order == null ? List.of() : order.role().endpoints());
  }

  private static String word(Stage stage) {
    return switch (stage) {
      case IDLE -> "standby";
      case ADOPTED, PROMOTING -> "promoting";
      case SERVING, QUIESCING, QUIET -> "active";
      case DEMOTING, CLEARING, CLEANUP -> "demoting";
    };
  }

  /** From memory, for any thread. */
  ShownRoles shown() {
    return new ShownRoles(counted, Collections.unmodifiableMap(shown));
  }

  @Override
  public void close() {
    files.close();
  }
}
