package io.quorate.core.declaration;

import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * What a declaration must satisfy before it is taken; finds everything that is wrong, not the
 * first. What it accepts can run: whatever is not a matter of range was settled when it was read.
 */
public final class GroupSpecRules {
  /** How many members a group may have. */
  public static final CountRange MEMBERS = new CountRange(1, 5);

  /** How many resources a group may have. */
  public static final CountRange RESOURCES = new CountRange(0, 16);

  /** How many checks a group may have. */
  public static final CountRange CHECKS = new CountRange(0, 32);

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
    return findings(spec, nodes).all();
  }

  /** Bytes of the texts of the declaration: commands, environments, addresses. */
  public static long textBytes(GroupSpec spec) {
    return findings(spec, Collections.emptySortedMap()).textBytes();
  }

  private static Findings findings(GroupSpec spec, SortedMap<NodeId, NodeKind> nodes) {
    GroupSpecRules rules = new GroupSpecRules();
    rules.members(spec, nodes);
    spec.timing().check(rules.findings);
    spec.failover().check(spec, rules.findings);
    rules.resources(spec);
    rules.checks(spec);
    ConfigurationRules.check(spec, rules.findings);
    DeliveryRules.check(spec.deliveries(), rules.findings);
    FactRules.check(spec, rules.findings);
    return rules.findings;
  }

  private void members(GroupSpec spec, SortedMap<NodeId, NodeKind> nodes) {
    findings.size("members", spec.members().size(), MEMBERS);
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
      member.check(findings, path);
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

  private void resources(GroupSpec spec) {
    findings.size("resources", spec.resources().size(), RESOURCES);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < spec.resources().size(); i++) {
      String path = "resources[" + i + "]";
      findings.unique(path + ".name", spec.resources().get(i).name(), names);
      spec.resources().get(i).check(findings, path);
    }
  }

  private void checks(GroupSpec spec) {
    findings.size("checks", spec.checks().size(), CHECKS);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < spec.checks().size(); i++) {
      String path = "checks[" + i + "]";
      findings.unique(path + ".name", spec.checks().get(i).name(), names);
      spec.checks().get(i).check(findings, path);
    }
  }

  /** Longest a service with all its resources may take to be ready: the sum of their limits. */
  public static Duration startBound(GroupSpec spec) {
    Duration sum = Duration.ZERO;
    for (Resource resource : spec.resources()) {
      sum = sum.plus(resource.startLimit().time());
    }
    return sum;
  }
}
