package io.quorate.server;

import io.quorate.core.ClockReading;
import io.quorate.core.GroupId;
import io.quorate.core.Names;
import io.quorate.server.agent.RoleFile;
import io.quorate.server.agent.ShownRoles;
import io.quorate.server.http.GroupRole;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** This node's roles, as far as its own leases say. Asks nobody. */
final class OwnRoles {
  private final Supplier<ShownRoles> roles;
  private final Supplier<ClockReading> clocks;

  OwnRoles(Supplier<ShownRoles> roles, Supplier<ClockReading> clocks) {
    this.roles = roles;
    this.clocks = clocks;
  }

  /**
   * What this node is in a group at one moment.
   *
   * @param file what programs are told
   * @param role what it comes to now
   * @param leaseLeft for how long this node may still serve; zero when it may not
   */
  record RoleNow(RoleFile file, GroupRole role, Duration leaseLeft) {}

  /** In the group; empty when this node knows none of this name. */
  Optional<GroupRole> in(String group) {
    if (!Names.wellFormed(group)) {
      return Optional.empty();
    }
    ShownRoles shown = roles.get();
    return Optional.ofNullable(shown.files().get(new GroupId(group)))
        .map(file -> now(file, shown).role());
  }

  /** Why this node is not active in all groups that it knows, in one sentence. */
  Optional<String> notActive() {
    ShownRoles shown = roles.get();
    if (shown.files().isEmpty()) {
      return Optional.of("this node knows no group");
    }
    long others = shown.files().values().stream().filter(file -> !active(file, shown)).count();
    return shown.files().entrySet().stream()
        .filter(group -> !active(group.getValue(), shown))
        .findFirst()
        .map(
            group ->
                "this node is not active in the group "
                    + group.getKey()
                    + (others > 1 ? " and " + (others - 1) + " more" : ""));
  }

  private boolean active(RoleFile file, ShownRoles shown) {
    return now(file, shown).role() == GroupRole.ACTIVE;
  }

  /** How many groups this node knows. */
  int groups() {
    return roles.get().files().size();
  }

  /** Shows every group that this node knows. */
  void each(Consumer<RoleNow> reader) {
    ShownRoles shown = roles.get();
    shown.files().values().forEach(file -> reader.accept(now(file, shown)));
  }

  private RoleNow now(RoleFile file, ShownRoles shown) {
    long left = Math.max(0, shown.leaseEnd(file) - clocks.get().bootNanos());
    return new RoleNow(file, role(file.role(), left), Duration.ofNanos(left));
  }

  private static GroupRole role(String word, long leaseLeft) {
    return switch (word) {
      case "active" -> leaseLeft == 0 ? GroupRole.NEITHER : GroupRole.ACTIVE;
      case "standby" -> GroupRole.STANDBY;
      default -> GroupRole.NEITHER;
    };
  }
}
