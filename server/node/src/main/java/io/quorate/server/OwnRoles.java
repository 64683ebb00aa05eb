package io.quorate.server;

import io.quorate.core.ClockReading;
import io.quorate.core.GroupId;
import io.quorate.core.Names;
import io.quorate.server.agent.RoleFile;
import io.quorate.server.http.GroupRole;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** This node's roles, as far as its own leases say. Asks nobody. */
final class OwnRoles {
  private final Supplier<Map<GroupId, RoleFile>> roles;
  private final Supplier<ClockReading> clocks;

  OwnRoles(Supplier<Map<GroupId, RoleFile>> roles, Supplier<ClockReading> clocks) {
    this.roles = roles;
    this.clocks = clocks;
  }

  /** In the group; empty when this node knows none of this name. */
  Optional<GroupRole> in(String group) {
    if (!Names.wellFormed(group)) {
      return Optional.empty();
    }
    return Optional.ofNullable(roles.get().get(new GroupId(group))).map(this::of);
  }

  /** Why this node is not active in all groups that it knows, in one sentence. */
  Optional<String> notActive() {
    Map<GroupId, RoleFile> all = roles.get();
    if (all.isEmpty()) {
      return Optional.of("this node knows no group");
    }
    long others = all.values().stream().filter(file -> of(file) != GroupRole.ACTIVE).count();
    return all.entrySet().stream()
        .filter(group -> of(group.getValue()) != GroupRole.ACTIVE)
        .findFirst()
        .map(
            group ->
                "this node is not active in the group "
                    + group.getKey()
                    + (others > 1 ? " and " + (others - 1) + " more" : ""));
  }

  /** How many groups this node knows. */
  int groups() {
    return roles.get().size();
  }

  /** Shows every group that this node knows, with what it says to programs. */
  void each(BiConsumer<GroupId, RoleFile> reader) {
    roles.get().forEach(reader);
  }

  /** What the file says, at this moment. */
  GroupRole of(RoleFile file) {
    return switch (file.role()) {
      case "active" -> leaseLeft(file).isZero() ? GroupRole.NEITHER : GroupRole.ACTIVE;
      case "standby" -> GroupRole.STANDBY;
      default -> GroupRole.NEITHER;
    };
  }

  /** For how long this node may still serve; zero when it may not. */
  Duration leaseLeft(RoleFile file) {
    return Duration.ofNanos(Math.max(0, file.leaseEndBootNanos() - clocks.get().bootNanos()));
  }
}
