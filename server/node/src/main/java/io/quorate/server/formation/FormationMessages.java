package io.quorate.server.formation;

import io.quorate.core.NodeId;
import io.quorate.core.formation.ClusterShape;
import io.quorate.core.formation.FormationId;
import io.quorate.core.formation.FormationRefusal;
import io.quorate.core.formation.VoterAccount;
import io.quorate.core.formation.VoterRules;
import io.quorate.core.formation.VoterStanding;
import io.quorate.core.formation.VoterStanding.Empty;
import io.quorate.core.formation.VoterStanding.Member;
import io.quorate.core.formation.VoterStanding.Prepared;
import io.quorate.v1.Notice;
import io.quorate.v1.PrepareVoterRequest;
import io.quorate.v1.VoterEntry;
import io.quorate.v1.VoterReport;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What voters say of themselves, as messages. */
final class FormationMessages {
  private static final int MOST_VOTERS = 64;

  private FormationMessages() {}

  static VoterReport report(VoterAccount account) {
    ClusterShape shape = account.shape();
    VoterReport.Builder report =
        VoterReport.newBuilder()
            .setNode(account.node().value())
            .setProcess(account.process())
            .setStage(stage(account.standing()))
            .setFormation(formation(account.standing()))
            .setCluster(shape.cluster())
            .setTiming(shape.timing());
    shape
        .voters()
        .forEach(
            (node, place) ->
                report.addVoters(VoterEntry.newBuilder().setNode(node.value()).setPlace(place)));
    return report.build();
  }

  /** Empty when it is not one that this version understands. */
  static Optional<VoterAccount> account(VoterReport report) {
    Optional<NodeId> node = NodeId.read(report.getNode());
    Optional<VoterStanding> standing = standing(report.getStage(), report.getFormation());
    if (node.isEmpty() || standing.isEmpty() || report.getVotersCount() > MOST_VOTERS) {
      return Optional.empty();
    }
    TreeMap<NodeId, String> voters = new TreeMap<>();
    for (VoterEntry entry : report.getVotersList()) {
      Optional<NodeId> voter = NodeId.read(entry.getNode());
      if (voter.isEmpty()) {
        return Optional.empty();
      }
      voters.put(voter.get(), entry.getPlace());
    }
    ClusterShape shape = new ClusterShape(report.getCluster(), report.getTiming(), voters);
    return Optional.of(new VoterAccount(node.get(), report.getProcess(), standing.get(), shape));
  }

  static PrepareVoterRequest preparation(VoterRules.Preparation asked) {
    return PrepareVoterRequest.newBuilder()
        .setFormation(asked.formation().value())
        .setProcess(asked.process())
        .setStage(stage(asked.seen()))
        .setPreparedFor(formation(asked.seen()))
        .build();
  }

  static Optional<VoterRules.Preparation> preparation(PrepareVoterRequest request) {
    Optional<FormationId> formation = FormationId.read(request.getFormation());
    Optional<VoterStanding> seen = standing(request.getStage(), request.getPreparedFor());
    return formation.isPresent() && seen.isPresent()
        ? Optional.of(new VoterRules.Preparation(request.getProcess(), seen.get(), formation.get()))
        : Optional.empty();
  }

  static List<Notice> notices(List<FormationRefusal> refusals) {
    return refusals.stream().map(FormationMessages::notice).toList();
  }

  private static Notice notice(FormationRefusal refusal) {
    return Notice.newBuilder()
        .setReason(refusal.reason().name())
        .setMessage(refusal.message())
        .setRemedy(refusal.remedy())
        .build();
  }

  private static VoterReport.Stage stage(VoterStanding standing) {
    if (standing instanceof Empty) {
      return VoterReport.Stage.EMPTY;
    }
    return standing instanceof Prepared ? VoterReport.Stage.PREPARED : VoterReport.Stage.MEMBER;
  }

  private static String formation(VoterStanding standing) {
    if (standing instanceof Prepared prepared) {
      return prepared.formation().value();
    }
    return standing instanceof Member member ? member.formation().value() : "";
  }

  private static Optional<VoterStanding> standing(VoterReport.Stage stage, String formation) {
    return switch (stage) {
      case EMPTY -> Optional.of(new Empty());
      case PREPARED -> FormationId.read(formation).map(Prepared::new);
      case MEMBER -> FormationId.read(formation).map(Member::new);
      default -> Optional.empty();
    };
  }
}
