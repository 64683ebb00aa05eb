package io.quorate.core.formation;

import io.quorate.core.NodeId;
import io.quorate.core.formation.VoterStanding.Member;
import io.quorate.core.formation.VoterStanding.Prepared;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything of the model at one moment.
 *
 * @param voters in the order of their names
 * @param formers those who form the cluster
 * @param losable how many volumes may still be lost
 * @param losses how many were
 * @param startable how often a voter may still be started anew
 */
record ModelState(
    List<ModelVoter> voters, List<ModelFormer> formers, int losable, int losses, int startable) {
  private static final ClusterShape SHAPE = shape();

  static ModelState begin(int losable, int startable) {
    return new ModelState(
        List.of(ModelVoter.NEW, ModelVoter.NEW, ModelVoter.NEW),
        List.of(ModelFormer.named("f1"), ModelFormer.named("f2")),
        losable,
        0,
        startable);
  }

  private static ClusterShape shape() {
    TreeMap<NodeId, String> all = new TreeMap<>();
    List.of("a", "b", "w").forEach(node -> all.put(new NodeId(node), node));
    return new ClusterShape("office", "lan", all);
  }

  boolean nothingLost() {
    return losses == 0;
  }

  Set<String> formations() {
    Set<String> all = new TreeSet<>();
    for (ModelVoter voter : voters) {
      if (voter.standing() instanceof Member member) {
        all.add(member.formation().value());
      }
    }
    return all;
  }

  boolean allMembers() {
    return voters.stream().allMatch(ModelVoter::member) && formations().size() == 1;
  }

  List<ModelState> successors() {
    List<ModelState> all = new ArrayList<>();
    for (int former = 0; former < formers.size(); former++) {
      all.addAll(steps(former));
    }
    for (int voter = 0; voter < voters.size(); voter++) {
      all.addAll(happens(voter));
    }
    return all;
  }

  private List<ModelState> happens(int at) {
    List<ModelState> all = new ArrayList<>();
    ModelVoter voter = voters.get(at);
    for (int i = 0; i < voters.size(); i++) {
      if (i != at
          && voters.get(i).standing() instanceof Member member
          && voter.standing() instanceof Prepared) {
        all.add(with(at, voter.hears(member.formation().value())));
      }
    }
    for (String formation : voter.heard()) {
      Member begun = new Member(new FormationId(formation));
      if (VoterRules.follows(voter.standing(), begun)) {
        all.add(with(at, voter.as(begun)));
      }
    }
    if (startable > 0) {
      ModelState anew = with(at, voter.startedAnew());
      all.add(new ModelState(anew.voters, formers, losable, losses, startable - 1));
    }
    if (losable > 0) {
      all.add(loses(at));
    }
    return all;
  }

  private ModelState loses(int at) {
    Set<Integer> members = new TreeSet<>();
    List<ModelVoter> after = new ArrayList<>();
    for (int i = 0; i < voters.size(); i++) {
      if (i != at && voters.get(i).member()) {
        members.add(i);
      }
      after.add(voters.get(i).without(at));
    }
    after.set(at, voters.get(at).lost(members));
    return new ModelState(List.copyOf(after), formers, losable - 1, losses + 1, startable);
  }

  private List<ModelState> steps(int at) {
    ModelFormer former = formers.get(at);
    if (former.plan() == null) {
      List<ModelState> all = new ArrayList<>();
      for (int i = 0; i < voters.size(); i++) {
        if (!former.answers().containsKey(account(i).node())) {
          all.add(with(at, former.looked(account(i), SHAPE), this));
        }
      }
      return all;
    }
    if (former.plan() instanceof FormationPlan.Form form) {
      return former.prepared() < voters.size()
          ? List.of(prepares(at, form))
          : begins(at, form.formation(), form.voters().stream().map(VoterAccount::node).toList());
    }
    return former.plan() instanceof FormationPlan.Finish finish
        ? begins(at, finish.formation(), finish.toBegin())
        : List.of();
  }

  private ModelState prepares(int at, FormationPlan.Form form) {
    ModelFormer former = formers.get(at);
    int voter = former.prepared();
    VoterAccount seen = form.voters().get(voter);
    VoterRules.Preparation asked =
        new VoterRules.Preparation(seen.process(), seen.standing(), form.formation());
    if (VoterRules.prepare(account(voter), asked).isPresent()) {
      return with(at, former.stopped(), this);
    }
    Prepared prepared = new Prepared(form.formation());
    return with(at, former.preparedOne(), with(voter, voters.get(voter).as(prepared)));
  }

  private List<ModelState> begins(int at, FormationId formation, List<NodeId> order) {
    ModelFormer former = formers.get(at);
    if (former.begun() >= order.size()) {
      return List.of();
    }
    int voter = List.copyOf(SHAPE.voters().keySet()).indexOf(order.get(former.begun()));
    if (VoterRules.begin(account(voter), formation).isEmpty()) {
      Member member = new Member(formation);
      return List.of(with(at, former.begunOne(), with(voter, voters.get(voter).as(member))));
    }
    boolean first = former.begun() == 0 && former.plan() instanceof FormationPlan.Form;
    return List.of(with(at, first ? former.stopped() : former.begunOne(), this));
  }

  /** Somebody forms it, undisturbed; then voters follow each other. */
  ModelState formedOnceMore() {
    ModelState state =
        new ModelState(voters, List.of(ModelFormer.named("f9")), losable, losses, startable);
    List<ModelState> next = state.steps(0);
    while (!next.isEmpty()) {
      state = next.get(0);
      next = state.steps(0);
    }
    return state;
  }

  private VoterAccount account(int voter) {
    NodeId node = List.copyOf(SHAPE.voters().keySet()).get(voter);
    return new VoterAccount(
        node, "run-" + voters.get(voter).process(), voters.get(voter).standing(), SHAPE);
  }

  private ModelState with(int at, ModelVoter voter) {
    List<ModelVoter> after = new ArrayList<>(voters);
    after.set(at, voter);
    return new ModelState(List.copyOf(after), formers, losable, losses, startable);
  }

  private static ModelState with(int at, ModelFormer former, ModelState of) {
    List<ModelFormer> after = new ArrayList<>(of.formers);
    after.set(at, former);
    return new ModelState(of.voters, List.copyOf(after), of.losable, of.losses, of.startable);
  }
}
