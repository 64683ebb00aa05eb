package io.quorate.core.transcript;

import io.quorate.core.Refusal;
import io.quorate.core.declaration.AbsolutePath;
import io.quorate.core.declaration.Endpoint;
import io.quorate.core.declaration.Environment;
import io.quorate.core.declaration.Examples;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.FieldReader;
import io.quorate.core.declaration.Findings;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.HealthCheck;
import io.quorate.core.declaration.HttpUrl;
import io.quorate.core.declaration.Probe;
import io.quorate.core.declaration.Program;
import io.quorate.core.declaration.Resource;
import io.quorate.core.declaration.RunAs;
import io.quorate.core.declaration.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Declarations from named words: members, mode, delay, preferred, lease, services, hooks, checks
 * and so on; those of its configuration are {@link ConfigurationWords}.
 */
final class Specs {
  private final Words words;
  private final Findings findings = new Findings();
  private final FieldReader fields = new FieldReader(findings);

  private Specs(Words words) {
    this.words = words;
  }

  /** The declaration, and why it cannot be read; then it may not be used. */
  record Read(GroupSpec spec, List<Refusal> refusals) {}

  static Read read(String name, Words words) {
    Specs specs = new Specs(words);
    GroupSpec spec = specs.of(name);
    return new Read(spec, specs.findings.all());
  }

  /** A declaration that can be read. */
  static GroupSpec of(String name, Words words) {
    Read read = read(name, words);
    if (!read.refusals().isEmpty()) {
      throw new IllegalArgumentException("cannot be read: " + read.refusals());
    }
    return read.spec();
  }

  private GroupSpec of(String name) {
    return new GroupSpec(
        fields.group("name", name),
        members(),
        timing(),
        policy(),
        resources(),
        checks(),
        ConfigurationWords.read(fields, words),
        List.of(),
        List.of());
  }

  private List<GroupMember> members() {
    List<GroupMember> members = new ArrayList<>();
    for (String node : words.list("members")) {
      String path = "members[" + members.size() + "]";
      List<Endpoint> endpoints = new ArrayList<>();
      for (String endpoint : words.list("endpoints")) {
        endpoints.add(fields.endpoint(path + ".endpoints[" + endpoints.size() + "]", endpoint));
      }
      members.add(new GroupMember(fields.node(path + ".node", node), endpoints));
    }
    return members;
  }

  private Timing timing() {
    return new Timing(
        fields.duration(
            "timing.lease", words.time("lease", Duration.ofMillis(1_800)), Timing.LEASE),
        words.time("fence", Duration.ofMillis(500)),
        words.time("heartbeat", Duration.ofMillis(300)),
        words.time("stop", Duration.ofMillis(300)));
  }

  private FailoverPolicy policy() {
    return new FailoverPolicy(
        FailoverPolicy.Mode.valueOf(words.get("mode", "automatic").toUpperCase(Locale.ROOT)),
        fields.duration("failover.delay", words.time("delay", Duration.ZERO), FailoverPolicy.DELAY),
        words.has("preferred")
            ? fields.node("failover.preferred_node", words.get("preferred"))
            : null,
        words.time("failback", Duration.ofMinutes(5)),
        (int) words.number("restarts", 2),
        words.time("window", Duration.ofMinutes(10)));
  }

  private List<Resource> resources() {
    List<Resource> resources = new ArrayList<>();
    for (String name : words.list("hooks")) {
      String path = "resources[" + resources.size() + "]";
      Program command = words.get("command", "run").isEmpty() ? null : Program.of("run");
      resources.add(
          new Resource.Hook(
              fields.name(path + ".name", name),
              command,
              command,
              command,
              Duration.ofSeconds(2),
              environment(path + ".hook"),
              RunAs.NODE));
    }
    for (String name : words.list("services")) {
      resources.add(service("resources[" + resources.size() + "]", name));
    }
    return resources;
  }

  private Resource service(String path, String name) {
    String at = path + ".service";
    Resource.Service plain =
        Examples.service(
            fields.name(path + ".name", name),
            fields.program(at + ".command", program()),
            words.time("ready", Duration.ofSeconds(10)));
    AbsolutePath directory = fields.folder(at + ".directory", words.get("directory", ""));
    Resource.Stop stop =
        new Resource.Stop(
            null,
            fields.signal(at + ".stop_signal", words.get("signal", "TERM")),
            plain.stop().timeout());
    return new Resource.Service(
        plain.name(),
        plain.command(),
        environment(at),
        directory,
        readiness(at + ".readiness"),
        plain.readyTimeout(),
        plain.readyPeriod(),
        stop,
        plain.runAs(),
        plain.isolation());
  }

  private List<String> program() {
    String command = words.get("command", "run");
    return command.isEmpty() ? List.of() : List.of(command);
  }

  private Environment environment(String path) {
    Map<String, String> variables = new TreeMap<>();
    for (String name : words.list("variables")) {
      variables.put(name, "1");
    }
    return fields.environment(path + ".environment", variables);
  }

  private @Nullable Probe readiness(String path) {
    if (!words.has("url")) {
      return null;
    }
    HttpUrl url = fields.url(path + ".http.url", words.get("url"));
    return words.has("status")
        ? Probe.Http.passingOn((int) words.number("status", 0), url)
        : new Probe.Http(url, Probe.Http.ANY_SUCCESS);
  }

  private List<HealthCheck> checks() {
    List<HealthCheck> checks = new ArrayList<>();
    for (String name : words.list("checks")) {
      String path = "checks[" + checks.size() + "]";
      checks.add(
          new HealthCheck(
              fields.name(path + ".name", name),
              new Probe.Tcp(
                  fields.endpoint(
                      path + ".probe.tcp",
                      words.get("host", "localhost"),
                      (int) words.number("port", 80))),
              HealthCheck.DEFAULT_TIMEOUT,
              HealthCheck.DEFAULT_TIMEOUT,
              HealthCheck.DEFAULT_FAILURES,
              HealthCheck.DEFAULT_SUCCESSES,
              HealthCheck.Severity.CRITICAL,
              HealthCheck.Where.EVERYWHERE));
    }
    return checks;
  }
}
