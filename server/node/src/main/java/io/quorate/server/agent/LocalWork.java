package io.quorate.server.agent;

import io.quorate.core.GroupId;
import io.quorate.core.agent.NodeAgent;
import io.quorate.core.agent.Workplace;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.v1.Notice;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Where this node works on its groups. Confined to the agent's thread, but for its begin and end.
 */
public interface LocalWork extends AutoCloseable {

  /**
   * Finds what an earlier run left, and adopts or kills it (H4).
   *
   * @throws IOException when something that was left cannot be killed: this node must not say that
   *     it is standby
   */
  void takeUp(NodeAgent agent) throws IOException, InterruptedException;

  /** A place for the group; null where this node works on none. */
  @Nullable Workplace open(GroupSpec spec);

  /** The groups of which something became known here that no turn has begun. */
  SortedSet<GroupId> takeStirred();

  /** The group is none of this node's any more. */
  void gone(GroupId group);

  /** What an operator should know. */
  List<Notice> notices();

  @Override
  void close();

  /** Of a node that is never active. */
  static LocalWork none() {
    return new NoWork();
  }
}
