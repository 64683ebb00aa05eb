package io.quorate.client.cli;

import io.quorate.client.cli.TextTable.Cell;
import io.quorate.v1.CheckStatus;
import io.quorate.v1.DeliveryStatus;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.MemberStatus;
import io.quorate.v1.NodeState;
import io.quorate.v1.ResourceStatus;

/**
 * The members of one group, with their resources, deliveries, facts and checks, for people. Pure.
 */
final class MembersView {

  private MembersView() {}

  static String render(GroupStatus group, Paint paint) {
    StringBuilder text = new StringBuilder(members(group, paint));
    for (MemberStatus member : group.getMembersList()) {
      boolean holder = member.getNode().equals(group.getHolder());
      if (!holder) {
        member
            .getIneligibleBecauseList()
            .forEach(
                why ->
                    text.append(
                        Notices.lines(
                            why, member.getNode() + " cannot take over", Tone.WARN, paint)));
      }
    }
    text.append(resources(group, paint))
        .append(deliveries(group, paint))
        .append(facts(group, paint))
        .append(checks(group, paint));
    return text.toString();
  }

  private static String members(GroupStatus group, Paint paint) {
    TextTable table = new TextTable("MEMBER", "STATE", "CAN TAKE OVER", "ENDPOINTS", "WHY");
    for (MemberStatus member : group.getMembersList()) {
      boolean holder = member.getNode().equals(group.getHolder());
      String eligible = member.getEligible() ? "yes" : "no";
      table.row(
          Cell.of(member.getNode()),
          new Cell(Words.name(member.getState(), "NODE_"), tone(member.getState())),
          holder
              ? Cell.of("holds it")
              : new Cell(eligible, member.getEligible() ? Tone.PLAIN : Tone.WARN),
          Cell.of(
              member.getEndpointsCount() == 0 ? "-" : String.join(", ", member.getEndpointsList())),
          Cell.of(member.getCause()));
    }
    return table.render(paint);
  }

  private static Tone tone(NodeState state) {
    return switch (state) {
      case NODE_ACTIVE -> Tone.GOOD;
      case NODE_FAILED, NODE_OFFLINE -> Tone.BAD;
      case NODE_STANDBY -> Tone.PLAIN;
      default -> Tone.WARN;
    };
  }

  private static String resources(GroupStatus group, Paint paint) {
    TextTable table = new TextTable("RESOURCE", "NODE", "STATE", "PID", "RESTARTS", "DETAIL");
    int rows = 0;
    for (MemberStatus member : group.getMembersList()) {
      for (ResourceStatus resource : member.getResourcesList()) {
        rows++;
        table.row(
            Cell.of(resource.getName()),
            Cell.of(member.getNode()),
            new Cell(
                resource.getState(), resource.getState().equals("failed") ? Tone.BAD : Tone.PLAIN),
            Cell.of(resource.getPid() == 0 ? "-" : Long.toString(resource.getPid())),
            Cell.of(Integer.toUnsignedString(resource.getRestarts())),
            Cell.of(resource.getDetail()));
      }
    }
    return rows == 0 ? "" : "\n" + table.render(paint);
  }

  private static String deliveries(GroupStatus group, Paint paint) {
    TextTable table = new TextTable("DELIVERY", "NODE", "REVISION", "STATE", "DETAIL");
    int rows = 0;
    for (MemberStatus member : group.getMembersList()) {
      for (DeliveryStatus delivery : member.getDeliveriesList()) {
        rows++;
        table.row(
            Cell.of(delivery.getName()),
            Cell.of(member.getNode()),
            Cell.of(
                delivery.getRevision() == 0 ? "-" : Long.toUnsignedString(delivery.getRevision())),
            new Cell(Words.name(delivery.getState(), ""), tone(delivery.getState())),
            Cell.of(delivery.getDetail()));
      }
    }
    return rows == 0 ? "" : "\n" + table.render(paint);
  }

  private static Tone tone(DeliveryStatus.State state) {
    return switch (state) {
      case DELIVERED -> Tone.GOOD;
      case HELD -> Tone.WARN;
      case CANNOT_WRITE, DISK_FULL, RELOAD_FAILS, KEY_MISMATCH -> Tone.BAD;
      case UNDER_WAY, STATE_UNSPECIFIED, UNRECOGNIZED -> Tone.PLAIN;
    };
  }

  private static String facts(GroupStatus group, Paint paint) {
    FactsView view = new FactsView();
    group.getMembersList().forEach(member -> view.member(member.getNode(), member.getFactsList()));
    String facts = view.render(paint);
    return facts.isEmpty() ? "" : "\n" + facts;
  }

  private static String checks(GroupStatus group, Paint paint) {
    TextTable table = new TextTable("CHECK", "NODE", "RESULT", "DETAIL");
    int rows = 0;
    for (MemberStatus member : group.getMembersList()) {
      for (CheckStatus check : member.getChecksList()) {
        rows++;
        table.row(
            Cell.of(check.getName()),
            Cell.of(member.getNode()),
            result(check),
            Cell.of(check.getDetail()));
      }
    }
    return rows == 0 ? "" : "\n" + table.render(paint);
  }

  private static Cell result(CheckStatus check) {
    if (check.getPassing()) {
      return new Cell("passes", Tone.GOOD);
    }
    return check.getCritical()
        ? new Cell("FAILS", Tone.BAD)
        : new Cell("fails, warning", Tone.WARN);
  }
}
