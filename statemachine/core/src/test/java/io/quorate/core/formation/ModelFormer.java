package io.quorate.core.formation;

import io.quorate.core.NodeId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who forms the cluster, in the model.
 *
 * @param fresh the name that it has for a new formation
 * @param answers of those that it has looked at
 * @param plan what it does; null while it looks
 * @param prepared how many it has prepared
 * @param begun how many it has told to begin
 */
record ModelFormer(
    FormationId fresh,
    SortedMap<NodeId, VoterAnswer> answers,
    @Nullable FormationPlan plan,
    int prepared,
    int begun) {

  static final FormationPlan STOPPED = new FormationPlan.Refused(java.util.List.of());

  static ModelFormer named(String fresh) {
    return new ModelFormer(new FormationId(fresh), Collections.emptySortedMap(), null, 0, 0);
  }

  ModelFormer looked(VoterAccount account, ClusterShape shape) {
    TreeMap<NodeId, VoterAnswer> all = new TreeMap<>(answers);
    all.put(account.node(), new VoterAnswer.Said(account));
    FormationPlan made =
        all.size() == shape.voters().size() ? FormationPlanner.plan(shape, all, fresh) : null;
    return new ModelFormer(fresh, all, made, 0, 0);
  }

  ModelFormer stopped() {
    return new ModelFormer(fresh, Collections.emptySortedMap(), STOPPED, 0, 0);
  }

  ModelFormer preparedOne() {
    return new ModelFormer(fresh, answers, plan, prepared + 1, begun);
  }

  ModelFormer begunOne() {
    return new ModelFormer(fresh, answers, plan, prepared, begun + 1);
  }
}
