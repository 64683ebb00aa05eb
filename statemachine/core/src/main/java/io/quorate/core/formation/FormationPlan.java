package io.quorate.core.formation;

import io.quorate.core.NodeId;
import java.util.List;

/** What is to be done to form a cluster, or why nothing is. */
public sealed interface FormationPlan {

  /**
   * Nothing is done.
   *
   * @param reasons all of them, at least one
   */
  record Refused(List<FormationRefusal> reasons) implements FormationPlan {
    /** Keeps its own copy. */
    public Refused {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * No voter holds data. All are prepared, one after the other and in this order, and the first
   * refusal ends it; then they begin, in this order. The first is what two that form at one time
   * meet at: once it has begun it cannot be prepared for anything else, and nobody comes to the
   * second without it.
   *
   * @param formation what for
   * @param voters as they were when they were looked at
   */
  record Form(FormationId formation, List<VoterAccount> voters) implements FormationPlan {
    /** Keeps its own copy. */
    public Form {
      voters = List.copyOf(voters);
    }
  }

  /**
   * A majority has begun, or begins when those do that were prepared with the others.
   *
   * @param formation under which
   * @param members who has begun
   * @param toBegin who is to begin
   * @param warnings why voters are not part of it
   */
  record Finish(
      FormationId formation,
      List<NodeId> members,
      List<NodeId> toBegin,
      List<FormationRefusal> warnings)
      implements FormationPlan {
    /** Keeps its own copies. */
    public Finish {
      members = List.copyOf(members);
      toBegin = List.copyOf(toBegin);
      warnings = List.copyOf(warnings);
    }
  }
}
