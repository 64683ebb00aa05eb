package io.quorate.core.transition;

import io.quorate.core.registry.Event;

/** Events in plain words; empty for what changes nothing about the role. */
final class EventWords implements Event.Cases<String> {
  @Override
  public String clusterDefined(Event.ClusterDefined event) {
    return "";
  }

  @Override
  public String groupDeclared(Event.GroupDeclared event) {
    return "";
  }

  @Override
  public String groupDeleted(Event.GroupDeleted event) {
    return "the group is gone";
  }

  @Override
  public String automationSet(Event.AutomationSet event) {
    return "";
  }

  @Override
  public String roleGranted(Event.RoleGranted event) {
    return "the next epoch begins";
  }

  @Override
  public String promotionConfirmed(Event.PromotionConfirmed event) {
    return "";
  }

  @Override
  public String roleClosed(Event.RoleClosed event) {
    return "the epoch is closed: " + event.closure();
  }

  @Override
  public String promotionFailed(Event.PromotionFailed event) {
    return "the node is left alone for a while";
  }

  @Override
  public String operationStarted(Event.OperationStarted event) {
    return "a planned change begins: " + event.operation().step();
  }

  @Override
  public String operationAdvanced(Event.OperationAdvanced event) {
    return "the planned change goes on: " + event.step();
  }

  @Override
  public String operationEnded(Event.OperationEnded event) {
    return "the planned change ends: " + event.outcome();
  }

  @Override
  public String featureLevelRaised(Event.FeatureLevelRaised event) {
    return "";
  }

  @Override
  public String memberChanged(Event.MemberChanged event) {
    return "";
  }

  @Override
  public String configured(Event.Configured event) {
    return "";
  }

  @Override
  public String runtimeChanged(Event.RuntimeChanged event) {
    return "";
  }

  @Override
  public String runtimeSwept(Event.RuntimeSwept event) {
    return "";
  }

  @Override
  public String counted(Event.Counted event) {
    return "";
  }

  @Override
  public String sessionOpened(Event.SessionOpened event) {
    return "";
  }

  @Override
  public String sessionsEnded(Event.SessionsEnded event) {
    return "";
  }

  @Override
  public String secretsKept(Event.SecretsKept event) {
    return "";
  }

  @Override
  public String seatChanged(Event.SeatChanged event) {
    return "";
  }

  @Override
  public String revocationChanged(Event.RevocationChanged event) {
    return "";
  }
}
