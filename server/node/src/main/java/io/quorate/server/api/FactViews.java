package io.quorate.server.api;

import io.quorate.core.declaration.Fact;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.facts.FactSheet;
import io.quorate.core.failover.Situation;
import io.quorate.server.session.HeartbeatMessages;
import io.quorate.v1.FactStatus;
import java.util.ArrayList;
import java.util.List;

/** The facts of a member as messages, also those that it has not said yet. */
final class FactViews {
  private FactViews() {}

  static List<FactStatus> of(Situation situation, GroupMember member) {
    List<Fact> facts = situation.group().spec().facts();
    if (facts.isEmpty()) {
      return List.of();
    }
    FactSheet sheet = situation.facts();
    List<FactStatus> views = new ArrayList<>();
    for (Fact fact : facts) {
      FactStatus said =
          sheet
              .of(fact, member)
              .map(HeartbeatMessages::message)
              .orElse(FactStatus.getDefaultInstance());
      views.add(said.toBuilder().setName(fact.name()).setKind(fact.kind().toString()).build());
    }
    return views;
  }
}
