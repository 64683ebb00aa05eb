package io.quorate.core.sim;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.config.FailoverPolicy;
import io.quorate.core.config.GroupMember;
import io.quorate.core.config.GroupSpec;
import io.quorate.core.config.Resource;
import io.quorate.core.config.Timing;
import io.quorate.core.config.TimingProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a seed decides before the first event.
 *
 * @param specs the groups that are declared at the start
 * @param heartbeatNanos how often data nodes report
 * @param watchdog whether a leader without a majority notices it
 * @param faultNanos how long things go wrong, in real time
 * @param calmNanos mean time between two faults
 * @param operators whether people do things meanwhile
 */
record Scenario(
    List<GroupSpec> specs,
    long heartbeatNanos,
    Watchdog watchdog,
    long faultNanos,
    long calmNanos,
    Operators.Presence operators) {

  static final NodeId A = new NodeId("a");
  static final NodeId B = new NodeId("b");
  static final NodeId W = new NodeId("w");

  /** Whether a leader that hears no majority gives up by itself. */
  enum Watchdog {
    ON,
    OFF
  }

  static Scenario of(Dice dice) {
    boolean fast = dice.chance(0.25);
    Timing timing = (fast ? TimingProfile.FAST : TimingProfile.LAN).timing();
    List<GroupSpec> specs = new ArrayList<>();
    int first = dice.below(4);
    int count = 1 + dice.below(4);
    for (int i = 0; i < count; i++) {
      specs.add(spec("g" + (i + 1), (first + i) % 4, timing));
    }
    return new Scenario(
        specs,
        timing.heartbeat().toNanos(),
        dice.chance(0.5) ? Watchdog.ON : Watchdog.OFF,
        Millis.of(dice.between(40_000, 100_000)),
        Millis.of(dice.between(500, 4_000)),
        dice.chance(0.7) ? Operators.Presence.BUSY : Operators.Presence.AWAY);
  }

  private static GroupSpec spec(String name, int kind, Timing timing) {
    return switch (kind) {
      case 0 -> group(name, timing, FailoverPolicy.DEFAULT, List.of(service("web")));
      case 1 ->
          group(name, timing, FailoverPolicy.DEFAULT, List.of(hook("address"), service("db")));
      case 2 ->
          group(
              name,
              timing,
              policy(FailoverPolicy.Mode.AUTOMATIC, Duration.ofMillis(300), A),
              List.of(service("one"), service("two")));
      default ->
          group(
              name,
              timing,
              policy(FailoverPolicy.Mode.MANUAL, Duration.ZERO, null),
              List.of(service("one"), hook("notify")));
    };
  }

  private static GroupSpec group(
      String name, Timing timing, FailoverPolicy policy, List<Resource> resources) {
    List<GroupMember> members =
        List.of(new GroupMember(A, List.of("a:1")), new GroupMember(B, List.of("b:1")));
    return new GroupSpec(new GroupId(name), members, timing, policy, resources, List.of());
  }

  private static FailoverPolicy policy(
      FailoverPolicy.Mode mode, Duration delay, @Nullable NodeId preferred) {
    return new FailoverPolicy(
        mode, delay, preferred, Duration.ofSeconds(10), 2, Duration.ofMinutes(1));
  }

  private static Resource service(String name) {
    return new Resource.Service(
        name,
        List.of("run"),
        new TreeMap<>(),
        "",
        null,
        Duration.ofSeconds(2),
        Duration.ofMillis(100),
        new Resource.Stop(List.of(), "TERM", Duration.ofSeconds(5)));
  }

  private static Resource hook(String name) {
    return new Resource.Hook(
        name,
        List.of("quiet"),
        List.of("down"),
        List.of("up"),
        Duration.ofSeconds(1),
        new TreeMap<>());
  }
}
