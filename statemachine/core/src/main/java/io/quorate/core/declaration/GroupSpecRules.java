package io.quorate.core.declaration;

import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * What a declaration must satisfy before it is taken; finds everything that is wrong, not the
 * first.
 */
public final class GroupSpecRules {
  /** Most members of a group. */
  public static final int MAX_MEMBERS = 5;

  /** Most resources of a group. */
  public static final int MAX_RESOURCES = 16;

  /** Most checks of a group. */
  public static final int MAX_CHECKS = 32;

  private static final Set<String> SIGNALS =
      Set.of("TERM", "INT", "QUIT", "HUP", "USR1", "USR2", "KILL");

  private final Findings findings = new Findings();

  private GroupSpecRules() {}

  /**
   * Everything that is wrong with the declaration, in the order of the file; empty when it can be
   * taken.
   *
   * @param nodes the nodes of the cluster; empty when they are not known, as for a file checked on
   *     its own
   */
  public static List<Refusal> check(GroupSpec spec, SortedMap<NodeId, NodeKind> nodes) {
    GroupSpecRules rules = new GroupSpecRules();
    rules.members(spec, nodes);
    rules.timing(spec.timing());
    rules.failover(spec);
    rules.resources(spec);
    rules.checks(spec);
    return rules.findings.all();
  }

  private void members(GroupSpec spec, SortedMap<NodeId, NodeKind> nodes) {
    findings.size("members", spec.members().size(), 1, MAX_MEMBERS);
    Set<NodeId> seen = new HashSet<>();
    for (int i = 0; i < spec.members().size(); i++) {
      GroupMember member = spec.members().get(i);
      String path = "members[" + i + "]";
      if (!seen.add(member.node())) {
        findings.duplicate(path + ".node", member.node().value());
      }
      if (!nodes.isEmpty()) {
        kind(path + ".node", member.node(), nodes);
      }
      for (int e = 0; e < member.endpoints().size(); e++) {
        findings.endpoint(path + ".endpoints[" + e + "]", member.endpoints().get(e));
      }
    }
  }

  private void kind(String path, NodeId node, SortedMap<NodeId, NodeKind> nodes) {
    NodeKind kind = nodes.get(node);
    if (kind == null) {
      findings.add(
          Reason.UNKNOWN_NODE,
          path,
          "'" + node + "' is not a node of this cluster",
          "use one of " + nodes.keySet());
    } else if (kind != NodeKind.DATA) {
      findings.add(
          Reason.NOT_A_DATA_NODE,
          path,
          "'" + node + "' is a " + Findings.lower(kind) + ", which is never active",
          "list data nodes only");
    }
  }

  private void timing(Timing timing) {
    findings.between("timing.heartbeat", timing.heartbeat(), 20, 60_000);
    findings.between("timing.lease", timing.lease(), 200, 3_600_000);
    findings.between("timing.fence_delay", timing.fenceDelay(), 50, 600_000);
    findings.between("timing.stop_budget", timing.stopBudget(), 0, 600_000);
    if (timing.lease().compareTo(timing.heartbeat().multipliedBy(4)) < 0) {
      findings.impossible(
          "timing.lease",
          "a lease of "
              + Findings.text(timing.lease())
              + " is over after fewer than 4 heartbeats of "
              + Findings.text(timing.heartbeat())
              + ": one lost message could end it",
          "make the lease at least " + Findings.text(timing.heartbeat().multipliedBy(4)));
    }
    if (timing.stopBudget().multipliedBy(2).compareTo(timing.lease()) > 0) {
      findings.impossible(
          "timing.stop_budget",
          "a stop budget of "
              + Findings.text(timing.stopBudget())
              + " takes more than half of the lease",
          "make it at most " + Findings.text(timing.lease().dividedBy(2)));
    }
  }

  private void failover(GroupSpec spec) {
    FailoverPolicy policy = spec.failover();
    NodeId preferred = policy.preferredNode();
    if (preferred != null && !spec.hasMember(preferred)) {
      findings.add(
          Reason.UNKNOWN_NODE,
          "failover.preferred_node",
          "'" + preferred + "' is not a member of the group",
          "name one of the members, or leave it out");
    }
    findings.between("failover.delay", policy.delay(), 0, 86_400_000);
    findings.between("failover.failback_delay", policy.failbackDelay(), 10_000, 604_800_000);
    findings.between("failover.restart_window", policy.restartWindow(), 1_000, 86_400_000);
    findings.size("failover.max_restarts", policy.maxRestarts(), 0, 100);
  }

  private void resources(GroupSpec spec) {
    findings.size("resources", spec.resources().size(), 0, MAX_RESOURCES);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < spec.resources().size(); i++) {
      Resource resource = spec.resources().get(i);
      String path = "resources[" + i + "]";
      findings.name(path + ".name", resource.name(), names);
      if (resource instanceof Resource.Service service) {
        service(path + ".service", service);
      } else if (resource instanceof Resource.Hook hook) {
        hook(path + ".hook", hook);
      }
    }
  }

  private void service(String path, Resource.Service service) {
    findings.command(path + ".command", service.command());
    environment(path + ".environment", service.environment());
    if (!service.directory().isEmpty() && !service.directory().startsWith("/")) {
      findings.invalid(
          path + ".directory",
          "'" + service.directory() + "' is not absolute",
          "start it with '/'");
    }
    findings.between(path + ".ready_timeout", service.readyTimeout(), 100, 86_400_000);
    findings.between(path + ".ready_period", service.readyPeriod(), 10, 60_000);
    findings.between(path + ".stop_timeout", service.stop().timeout(), 0, 86_400_000);
    if (!SIGNALS.contains(service.stop().signal())) {
      findings.invalid(
          path + ".stop_signal",
          "'" + service.stop().signal() + "' is not a signal that can be sent",
          "use TERM, INT, QUIT, HUP, USR1, USR2 or KILL");
    }
    if (service.readiness() != null) {
      probe(path + ".readiness", service.readiness());
    }
  }

  private void hook(String path, Resource.Hook hook) {
    if (hook.quiesce().isEmpty() && hook.demote().isEmpty() && hook.promote().isEmpty()) {
      findings.invalid(path, "a hook without a command", "give it quiesce, demote or promote");
    }
    findings.between(path + ".timeout", hook.timeout(), 100, 86_400_000);
    environment(path + ".environment", hook.environment());
  }

  private void environment(String path, Map<String, String> environment) {
    for (String key : environment.keySet()) {
      if (key.isEmpty() || key.indexOf('=') >= 0 || key.startsWith("QUORATE_")) {
        findings.invalid(
            path,
            "'" + key + "' cannot be set",
            "names are not empty, without '=' and not QUORATE_*");
      }
    }
  }

  private void checks(GroupSpec spec) {
    findings.size("checks", spec.checks().size(), 0, MAX_CHECKS);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < spec.checks().size(); i++) {
      HealthCheck check = spec.checks().get(i);
      String path = "checks[" + i + "]";
      findings.name(path + ".name", check.name(), names);
      probe(path + ".probe", check.probe());
      findings.between(path + ".period", check.period(), 100, 3_600_000);
      findings.between(path + ".timeout", check.timeout(), 10, 3_600_000);
      findings.size(path + ".failures", check.failures(), 1, 1_000);
      findings.size(path + ".successes", check.successes(), 1, 1_000);
    }
  }

  private void probe(String path, Probe probe) {
    if (probe instanceof Probe.Exec exec) {
      findings.command(path + ".exec.command", exec.command());
    } else if (probe instanceof Probe.Tcp tcp) {
      findings.size(path + ".tcp.port", tcp.port(), 1, 65_535);
      if (tcp.host().isBlank()) {
        findings.invalid(path + ".tcp.host", "is empty", "give an address or a name");
      }
    } else if (probe instanceof Probe.Http http) {
      if (!http.url().matches("https?://[^\\s/]+.*")) {
        findings.invalid(
            path + ".http.url", "'" + http.url() + "' is not a URL", "use http://host:port/path");
      }
      if (http.status() != 0) {
        findings.size(path + ".http.status", http.status(), 100, 599);
      }
    }
  }

  /** Longest a service with all its resources may take to be ready: the sum of their limits. */
  public static Duration startBound(GroupSpec spec) {
    Duration sum = Duration.ZERO;
    for (Resource resource : spec.resources()) {
      if (resource instanceof Resource.Service service) {
        sum = sum.plus(service.readyTimeout());
      } else if (resource instanceof Resource.Hook hook && !hook.promote().isEmpty()) {
        sum = sum.plus(hook.timeout());
      }
    }
    return sum;
  }
}
