package io.quorate.core.transcript;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.HealthCheck;
import io.quorate.core.declaration.Probe;
import io.quorate.core.declaration.Resource;
import io.quorate.core.declaration.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Declarations from named words: members, mode, delay, preferred, lease, services, hooks, checks
 * and so on.
 */
final class Specs {
  private Specs() {}

  static GroupSpec of(String name, Words words) {
    List<GroupMember> members = new ArrayList<>();
    for (String node : words.list("members")) {
      members.add(new GroupMember(new NodeId(node), words.list("endpoints")));
    }
    return new GroupSpec(
        new GroupId(name), members, timing(words), policy(words), resources(words), checks(words));
  }

  private static Timing timing(Words words) {
    return new Timing(
        words.time("lease", Duration.ofMillis(1_800)),
        words.time("fence", Duration.ofMillis(500)),
        words.time("heartbeat", Duration.ofMillis(300)),
        words.time("stop", Duration.ofMillis(300)));
  }

  private static FailoverPolicy policy(Words words) {
    return new FailoverPolicy(
        FailoverPolicy.Mode.valueOf(words.get("mode", "automatic").toUpperCase(Locale.ROOT)),
        words.time("delay", Duration.ZERO),
        words.has("preferred") ? new NodeId(words.get("preferred")) : null,
        words.time("failback", Duration.ofMinutes(5)),
        (int) words.number("restarts", 2),
        words.time("window", Duration.ofMinutes(10)));
  }

  private static List<Resource> resources(Words words) {
    List<Resource> resources = new ArrayList<>();
    for (String name : words.list("hooks")) {
      List<String> command = words.get("command", "run").isEmpty() ? List.of() : List.of("run");
      resources.add(
          new Resource.Hook(
              name, command, command, command, Duration.ofSeconds(2), new TreeMap<>()));
    }
    for (String name : words.list("services")) {
      resources.add(
          new Resource.Service(
              name,
              words.get("command", "run").isEmpty() ? List.of() : List.of("run"),
              new TreeMap<>(),
              words.get("directory", ""),
              null,
              words.time("ready", Duration.ofSeconds(10)),
              Duration.ofMillis(100),
              new Resource.Stop(List.of(), words.get("signal", "TERM"), Duration.ofSeconds(5))));
    }
    return resources;
  }

  private static List<HealthCheck> checks(Words words) {
    List<HealthCheck> checks = new ArrayList<>();
    for (String name : words.list("checks")) {
      checks.add(
          new HealthCheck(
              name,
              new Probe.Tcp("localhost", (int) words.number("port", 80)),
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              3,
              1,
              HealthCheck.Severity.CRITICAL,
              HealthCheck.Where.EVERYWHERE));
    }
    return checks;
  }
}
