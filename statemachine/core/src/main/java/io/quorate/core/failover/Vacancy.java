package io.quorate.core.failover;

import io.quorate.core.NodeId;
import io.quorate.core.registry.GroupRecord;

/** Words why a vacant role is filled. */
final class Vacancy {
  private Vacancy() {}

  static String cause(GroupRecord group, NodeId node) {
    NodeId last = group.role().node();
    return switch (group.role().closure()) {
      case NEVER_GRANTED -> "first grant";
      case EXPIRED ->
          node.equals(last)
              ? "it held the role last and is back"
              : "failover: " + last + " was lost";
      case RELEASED -> last + " released it";
      case FENCED -> last + " was fenced";
      case OPEN -> "";
    };
  }
}
