package io.quorate.server.access;

import io.grpc.MethodDescriptor;
import io.quorate.v1.AdminGrpc;
import io.quorate.v1.BackupsGrpc;
import io.quorate.v1.ConfigurationGrpc;
import io.quorate.v1.CountersGrpc;
import io.quorate.v1.DiagnosisGrpc;
import io.quorate.v1.FormationGrpc;
import io.quorate.v1.NodeFormationGrpc;
import io.quorate.v1.NodeSeatsGrpc;
import io.quorate.v1.NodeSessionGrpc;
import io.quorate.v1.NodesGrpc;
import io.quorate.v1.RuntimeGrpc;
import io.quorate.v1.SecretsGrpc;
import io.quorate.v1.SessionsGrpc;
import io.quorate.v1.TrustGrpc;
import io.quorate.v1.WritesGrpc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each call of the API needs. A call of ours that nobody has thought of needs the most; those
 * of other services (health, reflection) say nothing of any group.
 */
final class AccessRules {
  private static final String OURS = "quorate.";
  private static final List<MethodDescriptor<?, ?>> VIEWER =
      List.of(
          AdminGrpc.getGetStatusMethod(),
          AdminGrpc.getWatchStatusMethod(),
          AdminGrpc.getGetGroupMethod(),
          AdminGrpc.getListGroupsMethod(),
          AdminGrpc.getForecastMethod(),
          AdminGrpc.getExplainMethod(),
          AdminGrpc.getGetHistoryMethod(),
          ConfigurationGrpc.getGetValueMethod(),
          ConfigurationGrpc.getListValuesMethod(),
          ConfigurationGrpc.getListCandidatesMethod(),
          ConfigurationGrpc.getWhyConfigMethod(),
          ConfigurationGrpc.getDiffConfigMethod(),
          ConfigurationGrpc.getGetConfigLogMethod(),
          ConfigurationGrpc.getWatchMethod(),
          CountersGrpc.getGetMethod(),
          CountersGrpc.getListMethod(),
          RuntimeGrpc.getGetMethod(),
          RuntimeGrpc.getCompareMethod(),
          RuntimeGrpc.getListMethod(),
          RuntimeGrpc.getWatchMethod(),
          SecretsGrpc.getListSecretsMethod(),
          SecretsGrpc.getGetSecretKeysMethod(),
          TrustGrpc.getListRevocationsMethod());

  private static final List<MethodDescriptor<?, ?>> OPERATOR =
      List.of(
          AdminGrpc.getSwitchoverMethod(),
          AdminGrpc.getFailoverMethod(),
          AdminGrpc.getPauseMethod(),
          AdminGrpc.getResumeMethod(),
          ConfigurationGrpc.getWriteConfigMethod(),
          ConfigurationGrpc.getRollbackConfigMethod(),
          ConfigurationGrpc.getConfirmConfigMethod(),
          ConfigurationGrpc.getCancelConfigMethod(),
          ConfigurationGrpc.getEditCandidateMethod(),
          ConfigurationGrpc.getCommitCandidateMethod(),
          ConfigurationGrpc.getRebaseCandidateMethod(),
          ConfigurationGrpc.getDropCandidateMethod(),
          ConfigurationGrpc.getOrderSyncMethod(),
          CountersGrpc.getNextMethod(),
          CountersGrpc.getObserveMethod(),
          CountersGrpc.getRaiseMethod(),
          DiagnosisGrpc.getDiagnoseMethod(),
          RuntimeGrpc.getWriteMethod(),
          RuntimeGrpc.getTouchMethod(),
          SecretsGrpc.getPutSecretsMethod(),
          SessionsGrpc.getOpenMethod(),
          SessionsGrpc.getEndMethod(),
          WritesGrpc.getPipelineMethod());

  private static final List<MethodDescriptor<?, ?>> ADMIN =
      List.of(
          AdminGrpc.getApplyGroupMethod(),
          AdminGrpc.getDeleteGroupMethod(),
          BackupsGrpc.getFindMethod(),
          BackupsGrpc.getCopyMethod(),
          FormationGrpc.getFormMethod(),
          NodesGrpc.getReplaceNodeMethod(),
          SecretsGrpc.getRevealSecretMethod(),
          SecretsGrpc.getRotateSecretsMethod(),
          SecretsGrpc.getAddRecipientMethod(),
          SecretsGrpc.getRemoveRecipientMethod(),
          TrustGrpc.getRevokeMethod(),
          TrustGrpc.getReinstateMethod());

  private static final List<MethodDescriptor<?, ?>> NODE =
      List.of(
          NodeSessionGrpc.getHeartbeatMethod(),
          NodeSessionGrpc.getAttestMethod(),
          NodeSessionGrpc.getNudgeMethod(),
          NodeSessionGrpc.getGetSightingMethod(),
          NodeSessionGrpc.getTryConfigMethod(),
          NodeFormationGrpc.getLookMethod(),
          NodeFormationGrpc.getPrepareMethod(),
          NodeFormationGrpc.getBeginMethod(),
          NodeSeatsGrpc.getFindSeatMethod(),
          NodeSeatsGrpc.getClaimSeatMethod(),
          SecretsGrpc.getNoteSecretKeysMethod(),
          SecretsGrpc.getTakeSealedMethod());

  private static final Map<String, Need> NEEDS = needs();

  private AccessRules() {}

  /**
   * What a call needs.
   *
   * @param method its full name, {@code SERVICE/METHOD}
   */
  static Need of(String method) {
    Need otherwise = method.startsWith(OURS) ? Need.ADMIN : Need.CERTIFICATE;
    return NEEDS.getOrDefault(method, otherwise);
  }

  /** Whether somebody has said what a call needs. */
  static boolean knows(String method) {
    return NEEDS.containsKey(method);
  }

  private static Map<String, Need> needs() {
    Map<String, Need> needs = new HashMap<>();
    put(needs, Need.VIEWER, VIEWER);
    put(needs, Need.OPERATOR, OPERATOR);
    put(needs, Need.ADMIN, ADMIN);
    put(needs, Need.NODE, NODE);
    return Map.copyOf(needs);
  }

  private static void put(
      Map<String, Need> needs, Need need, List<MethodDescriptor<?, ?>> methods) {
    methods.forEach(method -> needs.put(method.getFullMethodName(), need));
  }
}
