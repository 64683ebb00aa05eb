package io.quorate.server.agent;

import io.quorate.core.ClockReading;
import io.quorate.core.GroupId;
import io.quorate.core.LookQueue;
import io.quorate.core.NodeId;
import io.quorate.core.agent.GroupAgent;
import io.quorate.core.agent.NodeAgent;
import io.quorate.core.lease.LeaseTerms;
import io.quorate.core.serving.Stage;
import io.quorate.core.session.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What programs on this machine are told of this node's roles: role files, and over HTTP. */
public final class Roles implements AutoCloseable {
  /** However long a lease is, what is shown of it is looked at so often. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private final NodeId self;
  private final RoleFiles files;
  private final Supplier<ClockReading> clocks;
  private final Map<GroupId, RoleFile> shown = new ConcurrentSkipListMap<>();
  private final LookQueue renewals = new LookQueue(LONGEST);

  /** Of one node. */
  public Roles(NodeId self, Path dataDirectory, Supplier<ClockReading> clocks) throws IOException {
    this.self = self;
    this.files = new RoleFiles(dataDirectory);
    this.clocks = clocks;
  }

  /** Leases were extended: shows those anew of which what stands is not good enough any more. */
  void extended(NodeAgent agent) {
    for (GroupId name : renewals.due(clocks.get().bootNanos())) {
      GroupAgent group = agent.groups().get(name);
      if (group != null) {
        show(group);
      }
    }
  }

  /** The group is none of this node's any more. */
  void gone(GroupId name) {
    renewals.remove(name);
    if (shown.remove(name) != null) {
      files.remove(name.value());
    }
  }

  /** Shows the role in a group of which something may have changed. */
  void show(GroupAgent group) {
    RoleFile known = shown.get(group.name());
    Duration lease = lease(group);
    RoleFile file = file(group, known);
    if (known == null || file.isNews(known, lease)) {
      shown.put(group.name(), file);
      files.write(file);
      known = file;
    }
    lookAgain(group.name(), known.leaseEndBootNanos(), lease);
  }

  /**
   * What stands is good enough while the lease is longer by less than its half. A lease is counted
   * from a heartbeat that has left, so it is not longer than that before half of it has gone by.
   */
  private void lookAgain(GroupId name, long shownEnd, Duration lease) {
    renewals.remove(name);
    if (shownEnd != 0) {
      long now = clocks.get().bootNanos();
      Duration wait = Duration.ofNanos(shownEnd - lease.toNanos() / 2 - now);
      if (wait.isNegative() || wait.isZero()) {
        renewals.atOnce(name); // with the next answer
      } else {
        renewals.after(name, wait, now);
      }
    }
  }

  /** Of the epoch, which may be another than that of the newest declaration (S3). */
  private static Duration lease(GroupAgent group) {
    Order order = group.order();
    LeaseTerms terms = order == null ? null : order.lease();
    return terms == null ? group.spec().timing().lease() : terms.lease();
  }

  private static long leaseEnd(GroupAgent group) {
    ClockReading deadline = group.deadline();
    return deadline == null ? 0 : deadline.bootNanos();
  }

  private RoleFile file(GroupAgent group, @Nullable RoleFile known) {
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
        leaseEnd(group),
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
  Map<GroupId, RoleFile> shown() {
    return Collections.unmodifiableMap(shown);
  }

  @Override
  public void close() {
    files.close();
  }
}
