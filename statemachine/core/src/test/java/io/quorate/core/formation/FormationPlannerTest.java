package io.quorate.core.formation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.NodeId;
import io.quorate.core.formation.VoterStanding.Empty;
import io.quorate.core.formation.VoterStanding.Member;
import io.quorate.core.formation.VoterStanding.Prepared;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class FormationPlannerTest {
  private static final NodeId A = new NodeId("a");
  private static final NodeId B = new NodeId("b");
  private static final NodeId W = new NodeId("w");
  private static final FormationId FRESH = new FormationId("fresh");
  private static final FormationId OLD = new FormationId("old");
  private static final ClusterShape SHAPE = shape("office", "lan");

  private final SortedMap<NodeId, VoterAnswer> answers = new TreeMap<>();

  FormationPlannerTest() {
    List.of(A, B, W).forEach(node -> says(node, new Empty()));
  }

  private static ClusterShape shape(String cluster, String timing) {
    TreeMap<NodeId, String> voters = new TreeMap<>();
    List.of(A, B, W).forEach(node -> voters.put(node, "data host-" + node));
    return new ClusterShape(cluster, timing, voters);
  }

  private void says(NodeId node, VoterStanding standing) {
    says(node, new VoterAccount(node, "run-1", standing, SHAPE));
  }

  private void says(NodeId node, VoterAccount account) {
    answers.put(node, new VoterAnswer.Said(account));
  }

  private FormationPlan plan() {
    return FormationPlanner.plan(SHAPE, answers, FRESH);
  }

  private List<FormationReason> reasons() {
    assertThat(plan()).isInstanceOf(FormationPlan.Refused.class);
    return ((FormationPlan.Refused) plan())
        .reasons().stream().map(FormationRefusal::reason).toList();
  }

  private FormationId formation() {
    assertThat(plan()).isInstanceOf(FormationPlan.Form.class);
    return ((FormationPlan.Form) plan()).formation();
  }

  private FormationPlan.Finish finish() {
    assertThat(plan()).isInstanceOf(FormationPlan.Finish.class);
    return (FormationPlan.Finish) plan();
  }

  @Test
  void emptyVotersAreFormedUnderAFreshName() {
    assertThat(formation()).isEqualTo(FRESH);
  }

  @Test
  void whatWasInterruptedIsPreparedAnewUnderAFreshName() {
    says(B, new Prepared(OLD));

    assertThat(formation()).isEqualTo(FRESH);
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    answers.put(A, new VoterAnswer.Silent("connection refused"));
    says(B, new VoterAccount(B, "run-1", new Empty(), shape("home", "lan")));
    says(W, new VoterAccount(W, "run-1", new Empty(), shape("office", "wan")));

    assertThat(reasons())
        .containsExactlyInAnyOrder(
            FormationReason.VOTER_NOT_REACHED,
            FormationReason.OTHER_CLUSTER,
            FormationReason.VOTERS_DISAGREE);
  }

  @Test
  void aVoterThatKnowsOtherPeersIsNamedWithBoth() {
    TreeMap<NodeId, String> others = new TreeMap<>(SHAPE.voters());
    others.put(A, "data elsewhere");
    others.remove(W);
    says(B, new VoterAccount(B, "run-1", new Empty(), new ClusterShape("office", "lan", others)));

    assertThat(((FormationPlan.Refused) plan()).reasons())
        .extracting(FormationRefusal::message)
        .containsExactly(
            "the node file of b says of peer a: data elsewhere; here: data host-a",
            "the node file of b says of peer w: none; here: data host-w");
  }

  @Test
  void anotherNodeAtAnAddressIsRefused() {
    says(B, new VoterAccount(W, "run-1", new Empty(), SHAPE));

    assertThat(reasons()).containsExactly(FormationReason.OTHER_VOTER_ANSWERS);
  }

  @Test
  void anEmptyVoterIsNeverFormedBesideOneThatHoldsData() {
    says(A, new Member(OLD));

    assertThat(reasons())
        .containsExactly(
            FormationReason.VOTER_HOLDS_DATA,
            FormationReason.VOTER_LOST_DATA,
            FormationReason.VOTER_LOST_DATA);
  }

  @Test
  void noVoterIsFormedBesideOneThatHoldsDataAndDisagrees() {
    says(A, new VoterAccount(A, "run-1", new Member(OLD), shape("office", "wan")));

    assertThat(reasons()).containsExactly(FormationReason.VOTERS_DISAGREE);
  }

  @Test
  void aFormedClusterIsLeftAlone() {
    List.of(A, B, W).forEach(node -> says(node, new Member(OLD)));

    assertThat(finish().toBegin()).isEmpty();
    assertThat(finish().warnings()).isEmpty();
  }

  @Test
  void aFormedClusterWarnsOfAVoterThatLostItsData() {
    says(A, new Member(OLD));
    says(B, new Member(OLD));

    assertThat(finish().toBegin()).isEmpty();
    assertThat(finish().warnings())
        .extracting(FormationRefusal::reason)
        .containsExactly(FormationReason.VOTER_LOST_DATA);
  }

  @Test
  void whoWasPreparedWithAMemberIsToBegin() {
    says(A, new Member(OLD));
    says(B, new Prepared(OLD));
    answers.put(W, new VoterAnswer.Silent("no answer in time"));

    assertThat(finish().members()).containsExactly(A);
    assertThat(finish().toBegin()).containsExactly(B);
    assertThat(finish().warnings())
        .extracting(FormationRefusal::reason)
        .containsExactly(FormationReason.VOTER_NOT_REACHED);
  }

  @Test
  void aVoterOfAnotherFormationIsNotToBegin() {
    says(A, new Member(OLD));
    says(B, new Member(OLD));
    says(W, new Prepared(FRESH));

    assertThat(finish().toBegin()).isEmpty();
    assertThat(finish().warnings())
        .extracting(FormationRefusal::reason)
        .containsExactly(FormationReason.OTHER_FORMATION);
  }

  @Test
  void membersOfTwoFormationsAreRefused() {
    says(A, new Member(OLD));
    says(B, new Member(OLD));
    says(W, new Member(FRESH));

    assertThat(reasons())
        .containsExactly(FormationReason.VOTER_HOLDS_DATA, FormationReason.OTHER_FORMATION);
  }

  @Test
  void whoWaitsSaysWhatIsToBeDone() {
    VoterAccount member = new VoterAccount(A, "run-1", new Member(OLD), SHAPE);
    VoterAccount empty = new VoterAccount(B, "run-1", new Empty(), SHAPE);

    assertThat(Waiting.of(new Empty(), List.of(empty)).toString())
        .startsWith("AWAITS_FORMATION: this node holds no data and waits");
    assertThat(Waiting.of(new Prepared(OLD), List.of(empty)).toString())
        .startsWith("AWAITS_FORMATION: this node was prepared");
    assertThat(Waiting.of(new Empty(), List.of(empty, member)).toString())
        .startsWith(
            "AWAITS_REPLACEMENT: this node holds no data, while there is data of the cluster on"
                + " a:");
    assertThat(Waiting.of(new Member(OLD), List.of(member)).toString())
        .isEqualTo("AWAITS_FORMATION: this node begins");
    assertThat(Waiting.of(new Prepared(OLD), List.of(member)).reason())
        .isEqualTo(Waiting.Reason.AWAITS_FORMATION);
  }
}
