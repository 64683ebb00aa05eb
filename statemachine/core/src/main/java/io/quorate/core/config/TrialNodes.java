package io.quorate.core.config;

import io.quorate.core.NodeId;
import io.quorate.core.declaration.ValidationCommand;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** On which members a commit is tried by the command of its group. */
public final class TrialNodes {
  private TrialNodes() {}

  /**
   * The members to ask, in this order, until one could run it: the active after the others, since
   * it has other work to do; and last those that were not heard from lately, which a leader that is
   * new may not have been by anybody.
   *
   * @param members of the group, in the order of its declaration
   * @param active who holds the role; null when nobody does
   * @param well the nodes that were heard from lately and are not leaving
   */
  public static List<NodeId> order(
      ValidationCommand command,
      Collection<NodeId> members,
      @Nullable NodeId active,
      Set<NodeId> well) {
    return members.stream()
        .filter(command::mayRunOn)
        .sorted(
            Comparator.comparing((NodeId member) -> !well.contains(member))
                .thenComparing(member -> member.equals(active)))
        .toList();
  }
}
