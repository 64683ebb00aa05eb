package io.quorate.server.agent;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.agent.GroupAgent;
import io.quorate.core.agent.NodeAgent;
import io.quorate.core.serving.Stage;
import io.quorate.core.session.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What programs on this machine are told of this node's roles: role files, and over HTTP. */
public final class Roles implements AutoCloseable {
  private final NodeId self;
  private final RoleFiles files;
  private final Supplier<ClockReading> clocks;
  private final Map<GroupId, RoleFile> shown = new ConcurrentSkipListMap<>();
  private final Map<GroupId, Basis> bases = new HashMap<>();

  /** What a role file is made of, beside the end of the lease. */
  private record Basis(Stage stage, Epoch epoch, @Nullable Order order) {}

  /** Of one node. */
  public Roles(NodeId self, Path dataDirectory, Supplier<ClockReading> clocks) throws IOException {
    this.self = self;
    this.files = new RoleFiles(dataDirectory);
    this.clocks = clocks;
  }

  /** Shows the roles of the groups that were looked at. */
  void show(NodeAgent agent, NodeAgent.Turn turn) {
    for (GroupAgent group : agent.groups().values()) {
      if (turn == NodeAgent.Turn.ALL || !group.quiet()) {
        show(group);
      }
    }
    if (turn == NodeAgent.Turn.BUSY) {
      return;
    }
    for (GroupId known : List.copyOf(shown.keySet())) {
      if (!agent.groups().containsKey(known)) {
        shown.remove(known);
        bases.remove(known);
        files.remove(known.value());
      }
    }
  }

  private void show(GroupAgent group) {
    RoleFile known = shown.get(group.name());
    Duration lease = group.spec().timing().lease();
    Basis basis = new Basis(group.state().stage(), group.state().epoch(), group.order());
    boolean same = basis.equals(bases.put(group.name(), basis));
    if (known != null && same && known.covers(leaseEnd(group), lease)) {
      return;
    }
    RoleFile file = file(group, known);
    if (known == null || file.isNews(known, lease)) {
      shown.put(group.name(), file);
      files.write(file);
    }
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
