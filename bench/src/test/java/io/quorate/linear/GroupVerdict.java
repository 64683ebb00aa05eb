package io.quorate.linear;

import java.util.List;
import java.util.Optional;

/** What is wrong with a group's history, in words. */
public final class GroupVerdict {
  private GroupVerdict() {}

  /** Why the history cannot be explained; empty when it can. */
  public static Optional<String> against(List<Operation<GroupAsk, GroupTold>> history) {
    return HistoryVerdict.against(new GroupModel(), history);
  }
}
