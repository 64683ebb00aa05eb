package io.quorate.server.agent;

import io.quorate.core.GroupId;
import io.quorate.core.Refusal;
import io.quorate.core.agent.NodeAgent;
import io.quorate.server.session.AnswerMessages;
import io.quorate.v1.Notice;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The groups whose newest declaration this node cannot read. It goes on with the one that it has,
 * and says so in its heartbeats.
 */
final class UnreadDeclarations {
  private final Map<GroupId, Refusal> first = new TreeMap<>();

  /** An answer came: what it carries could be read or not; the rest is as it was. */
  void note(AnswerMessages.Taken taken, NodeAgent agent) {
    taken.answer().specs().keySet().forEach(first::remove);
    taken.unread().forEach((group, refusals) -> first.put(group, refusals.get(0)));
    first.keySet().removeIf(group -> agent.order(group) == null);
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
