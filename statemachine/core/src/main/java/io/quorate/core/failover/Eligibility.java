package io.quorate.core.failover;

import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.delivery.DeliveryReport;
import io.quorate.core.registry.MemberRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a member may be granted the role now, and every reason why not (feature R7, invariant
 * I7).
 */
public final class Eligibility {
  private Eligibility() {}

  /** All the reasons against the node; empty when it is eligible. */
  public static List<Refusal> against(Situation situation, NodeId node) {
    List<Refusal> reasons = new ArrayList<>();
    MemberView view = situation.members().get(node);
    if (view == null || !situation.group().spec().hasMember(node)) {
      reasons.add(
          Refusal.of(
              Reason.NOT_A_MEMBER,
              node + " is not a member of " + situation.group().spec().name(),
              "name one of its members"));
      return reasons;
    }
    presence(node, view, reasons);
    remembered(situation, node, reasons);
    if (view.presence() != MemberView.Presence.OFFLINE) {
      reported(situation, node, view, reasons);
    }
    return reasons;
  }

  /** Whether nothing speaks against the node. */
  public static boolean holds(Situation situation, NodeId node) {
    return against(situation, node).isEmpty();
  }

  /**
   * Whether the node is there, or this leader is too new to say, and no promotion failed on it: if
   * it is not eligible yet, it may be in a moment.
   */
  static boolean maySoonHold(Situation situation, NodeId node) {
    MemberView view = situation.members().get(node);
    MemberRecord member = situation.group().members().get(node);
    boolean leftAlone = member != null && member.leftAlone(situation.now());
    return view != null
        && !leftAlone
        && view.presence() != MemberView.Presence.OFFLINE
        && view.presence() != MemberView.Presence.LEAVING;
  }

  /** Whether nothing speaks against the node but that services died there. */
  static boolean butForDeaths(Situation situation, NodeId node) {
    return against(situation, node).stream()
        .allMatch(reason -> reason.reason() == Reason.SERVICES_DIED);
  }

  /**
   * Whether the node may be granted the role if nobody else can be: all that speaks against it is
   * that services died there, or that a promotion failed a while ago. Trying there again is better
   * than serving nowhere.
   */
  static boolean asLastResort(Situation situation, NodeId node) {
    MemberRecord member = situation.group().members().get(node);
    boolean due = member != null && !member.leftAloneAtAllCosts(situation.now());
    return against(situation, node).stream()
        .map(Refusal::reason)
        .allMatch(
            reason -> reason == Reason.SERVICES_DIED || (due && reason == Reason.NODE_FAILED));
  }

  private static void presence(NodeId node, MemberView view, List<Refusal> reasons) {
    switch (view.presence()) {
      case UNKNOWN ->
          reasons.add(
              Refusal.of(
                  Reason.NODE_OFFLINE,
                  node + " has not been heard from by this leader yet",
                  "wait a moment; else see whether its server runs"));
      case OFFLINE ->
          reasons.add(
              Refusal.of(
                  Reason.NODE_OFFLINE,
                  node + " was not heard from for " + seconds(view) + " s",
                  "see whether its server runs and its network works"));
      case UNCONFIRMED ->
          reasons.add(
              Refusal.of(
                  Reason.NODE_UNCONFIRMED,
                  node
                      + " is heard from, but no majority of the voters confirms this leader to it,"
                      + " so it could not keep the role",
                  "see that the nodes reach each other on their API ports"));
      case LEAVING ->
          reasons.add(Refusal.of(Reason.NODE_LEAVING, node + " is stopping", "start it again"));
      case ONLINE -> {}
    }
  }

  private static void remembered(Situation situation, NodeId node, List<Refusal> reasons) {
    MemberRecord member = situation.group().members().get(node);
    if (member == null || !member.leftAlone(situation.now())) {
      return;
    }
    long left = Math.max(1, member.failed().notBefore().since(situation.now()).toSeconds());
    reasons.add(
        Refusal.of(
            Reason.NODE_FAILED,
            "a promotion failed on "
                + node
                + " ("
                + member.failed().cause()
                + "); it is left alone for "
                + left
                + " s",
            "mend the cause; then wait, or switch over to it by name"));
  }

  private static void reported(
      Situation situation, NodeId node, MemberView view, List<Refusal> reasons) {
    MemberReport report = view.report();
    if (report == null) {
      if (view.presence() == MemberView.Presence.ONLINE) {
        reasons.add(
            Refusal.of(
                Reason.NODE_NOT_CLEAN,
                node + " has not reported on " + situation.group().spec().name() + " yet",
                "wait a moment"));
      }
      return;
    }
    boolean holdsOlder = report.epoch().value() != 0 && !situation.group().role().heldBy(node);
    if (holdsOlder) {
      reasons.add(
          Refusal.of(
              Reason.NODE_NOT_CLEAN,
              node + " still stops epoch " + report.epoch(),
              "wait until it has stopped"));
    }
    secrets(situation, node, report, reasons);
    String look = "see: quorate status " + situation.group().spec().name();
    if (!report.failingChecks().isEmpty()) {
      reasons.add(
          Refusal.of(Reason.CHECK_FAILING, node + " is not well: " + report.failingChecks(), look));
    } else if (report.fitness() == MemberReport.Fitness.UNFIT) {
      String spent = situation.group().spec().failover().restartsSpent();
      reasons.add(
          Refusal.of(
              Reason.SERVICES_DIED,
              node + " is not well: " + spent + "; it is the last to be chosen",
              look));
    }
  }

  /** Whoever takes over serves with the files that it has: without a key it may serve others. */
  private static void secrets(
      Situation situation, NodeId node, MemberReport report, List<Refusal> reasons) {
    GroupSpec spec = situation.group().spec();
    for (DeliveryReport said : report.deliveries()) {
      boolean declared =
          spec.deliveries().stream().anyMatch(delivery -> delivery.name().equals(said.name()));
      if (declared && said.secrets() == DeliveryReport.Secrets.MISSING) {
        reasons.add(
            Refusal.of(
                Reason.SECRET_NOT_DELIVERED,
                "a secret of delivery "
                    + said.name()
                    + " is missing on "
                    + node
                    + (said.detail().isEmpty() ? "" : ": " + said.detail()),
                "quorate config why "
                    + spec.name()
                    + " says what is in its way, quorate secret fingerprint who can open secrets"));
      }
    }
  }

  private static long seconds(MemberView view) {
    return view.silent().toSeconds();
  }
}
