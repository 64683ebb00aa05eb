package io.quorate.core.formation;

import io.quorate.core.NodeId;
import io.quorate.core.declaration.Findings;
import io.quorate.core.formation.VoterStanding.Empty;
import io.quorate.core.formation.VoterStanding.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Plans how a cluster is formed from what its voters said of themselves. */
public final class FormationPlanner {
  private static final String LOST =
      "Is the right volume mounted? An empty voter is never let into a cluster that holds data: see"
          + " 'A node waits' in docs/what-to-do-when.md.";

  private final ClusterShape shape;
  private final SortedMap<NodeId, VoterAccount> accounts = new TreeMap<>();
  private final List<FormationRefusal> silent = new ArrayList<>();
  private final List<FormationRefusal> wrong = new ArrayList<>();
  private final SortedMap<NodeId, FormationId> members = new TreeMap<>();

  private FormationPlanner(ClusterShape shape, SortedMap<NodeId, VoterAnswer> answers) {
    this.shape = shape;
    answers.forEach(this::take);
  }

  /**
   * Plans.
   *
   * @param shape what the node file of whoever plans says
   * @param answers of every voter
   * @param fresh a name that no formation had
   */
  public static FormationPlan plan(
      ClusterShape shape, SortedMap<NodeId, VoterAnswer> answers, FormationId fresh) {
    FormationPlanner planner = new FormationPlanner(shape, answers);
    return planner.members.isEmpty()
        ? planner.form(fresh)
        : planner.finish(planner.members.values().iterator().next());
  }

  private void take(NodeId node, VoterAnswer answer) {
    if (answer instanceof VoterAnswer.Silent mute) {
      silent.add(
          new FormationRefusal(
              FormationReason.VOTER_NOT_REACHED,
              node + " cannot be asked: " + mute.why(),
              "start it with --await-formation, and see that this node reaches its API port"));
    } else if (answer instanceof VoterAnswer.Said said && fits(node, said.account())) {
      accounts.put(node, said.account());
      if (said.account().standing() instanceof Member member) {
        members.put(node, member.formation());
      }
    }
  }

  private boolean fits(NodeId node, VoterAccount account) {
    int before = wrong.size();
    if (!account.node().equals(node)) {
      wrong(
          FormationReason.OTHER_VOTER_ANSWERS,
          account.node() + " answers where " + node + " should",
          "correct the addresses under peers in the node files");
    } else if (!account.shape().cluster().equals(shape.cluster())) {
      wrong(
          FormationReason.OTHER_CLUSTER,
          node
              + " is of cluster '"
              + shown(account.shape().cluster())
              + "', not '"
              + shape.cluster()
              + "'",
          "correct cluster in its node file, or the addresses under peers");
    } else {
      disagreements(node, account.shape());
    }
    return wrong.size() == before;
  }

  private void disagreements(NodeId node, ClusterShape theirs) {
    if (!theirs.timing().equals(shape.timing())) {
      disagree(node, "timing", theirs.timing(), shape.timing());
    }
    SortedSet<NodeId> all = new TreeSet<>(shape.voters().keySet());
    all.addAll(theirs.voters().keySet());
    for (NodeId voter : all) {
      String there = theirs.voters().getOrDefault(voter, "none");
      String here = shape.voters().getOrDefault(voter, "none");
      if (!there.equals(here)) {
        disagree(node, "peer " + voter, there, here);
      }
    }
  }

  private void disagree(NodeId node, String what, String there, String here) {
    wrong(
        FormationReason.VOTERS_DISAGREE,
        "the node file of " + node + " says of " + what + ": " + shown(there) + "; here: " + here,
        "make the node files agree (quorate validate compares them), and start the nodes anew");
  }

  /**
   * Always under a fresh name, whatever was begun: a voter that has lost its data would else be
   * prepared under the name of those that it held data with, and follow them.
   */
  private FormationPlan form(FormationId fresh) {
    List<FormationRefusal> reasons = new ArrayList<>(wrong);
    reasons.addAll(silent);
    return reasons.isEmpty()
        ? new FormationPlan.Form(fresh, List.copyOf(accounts.values()))
        : new FormationPlan.Refused(reasons);
  }

  private FormationPlan finish(FormationId formation) {
    List<FormationRefusal> apart = new ArrayList<>(wrong);
    List<NodeId> toBegin = new ArrayList<>();
    for (VoterAccount account : accounts.values()) {
      if (VoterRules.follows(account.standing(), new Member(formation))) {
        toBegin.add(account.node());
      } else if (!account.standing().equals(new Member(formation))) {
        apart.add(apart(account));
      }
    }
    boolean one = members.values().stream().allMatch(formation::equals);
    if (one && members.size() + toBegin.size() >= shape.majority()) {
      apart.addAll(silent);
      return new FormationPlan.Finish(formation, List.copyOf(members.keySet()), toBegin, apart);
    }
    apart.add(0, heldBy());
    apart.addAll(silent);
    return new FormationPlan.Refused(apart);
  }

  private FormationRefusal heldBy() {
    return new FormationRefusal(
        FormationReason.VOTER_HOLDS_DATA,
        "too few voters hold data of this cluster: " + holders() + ", of " + shape.voters().size(),
        "Bring the others back with their data. Only when this is a new cluster, of which nothing"
            + " is worth keeping: stop all nodes, empty all their data directories, and form it"
            + " anew.");
  }

  private FormationRefusal apart(VoterAccount account) {
    return account.standing() instanceof Empty
        ? new FormationRefusal(
            FormationReason.VOTER_LOST_DATA,
            account.node() + " is empty, while there is data of this cluster on " + holders(),
            LOST)
        : new FormationRefusal(
            FormationReason.OTHER_FORMATION,
            account.node() + " belongs to another formation than " + members.firstKey(),
            LOST);
  }

  private String holders() {
    return members.keySet().stream().map(NodeId::value).collect(Collectors.joining(", "));
  }

  private void wrong(FormationReason reason, String message, String remedy) {
    wrong.add(new FormationRefusal(reason, message, remedy));
  }

  private static String shown(String foreign) {
    return Findings.shown(foreign);
  }
}
