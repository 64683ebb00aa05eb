package io.quorate.core.declaration;

import io.quorate.core.NodeId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A command that must accept every commit of the configuration before it is made.
 *
 * @param command the program and its arguments
 * @param timeout after which it is killed, and the commit refused
 * @param nodes the members that can run it; empty for all
 */
public record ValidationCommand(Program command, Duration timeout, List<NodeId> nodes) {
  /** How long it may take: a caller waits for it. */
  public static final DurationRange TIMEOUT =
      new DurationRange(Duration.ofMillis(100), Duration.ofMinutes(1));

  /** How long it may take unless something else is said. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  /** Keeps its own copy. */
  public ValidationCommand {
    nodes = List.copyOf(nodes);
  }

  /** Whether the member can run it, as far as the declaration says. */
  public boolean mayRunOn(NodeId member) {
    return nodes.isEmpty() || nodes.contains(member);
  }

  void check(String at, Set<NodeId> members, Findings findings) {
    command.check(findings, at + ".command");
    findings.between(at + ".timeout", timeout, TIMEOUT);
    Set<NodeId> seen = new HashSet<>();
    for (int i = 0; i < nodes.size(); i++) {
      String path = at + ".nodes[" + i + "]";
      if (!seen.add(nodes.get(i))) {
        findings.duplicate(path, nodes.get(i).value());
      }
      if (!members.contains(nodes.get(i))) {
        findings.invalid(path, "'" + nodes.get(i) + "' is not a member", "name members only");
      }
    }
  }
}
