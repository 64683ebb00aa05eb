package io.quorate.server.agent;

import io.quorate.core.GroupId;
import io.quorate.core.Read;
import io.quorate.core.Refusal;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.v1.Notice;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The groups whose newest declaration this node cannot read. It goes on with the one that it has,
 * and says so in its heartbeats.
 */
final class UnreadDeclarations {
  private final Map<GroupId, Refusal> first = new TreeMap<>();

  /** A declaration came. */
  void note(GroupId group, Read<GroupSpec> declaration) {
    if (declaration.refusals().isEmpty()) {
      first.remove(group);
    } else {
      first.put(group, declaration.refusals().get(0));
    }
  }

  /** The node is a member of these groups and no others. */
  void keep(Set<GroupId> groups) {
    first.keySet().retainAll(groups);
  }

  List<Notice> notices() {
    return first.entrySet().stream()
        .map(unread -> notice(unread.getKey(), unread.getValue()))
        .toList();
  }

  private static Notice notice(GroupId group, Refusal why) {
    return Notice.newBuilder()
        .setReason("DECLARATION_NOT_READ")
        .setMessage(
            "this node cannot read the declaration of "
                + group
                + ": "
                + why.path()
                + " "
                + why.message())
        .setRemedy("update this node, or declare the group anew")
        .build();
  }
}
