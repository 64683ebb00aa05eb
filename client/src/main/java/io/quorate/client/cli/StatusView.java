package io.quorate.client.cli;

import io.quorate.client.cli.TextTable.Cell;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.NodeStatus;
import io.quorate.v1.Operation;
import io.quorate.v1.ServiceState;
import io.quorate.v1.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * A status for people: the verdict, the nodes, the groups, one group's members, the warnings. Pure.
 */
final class StatusView {

  /** What the first lines say already. */
  private static final String IN_THE_VERDICT = "NOT_SERVED";

  private final Status status;
  private final GetStatusRequest request;
  private final Paint paint;

  private StatusView(Status status, GetStatusRequest request, Paint paint) {
    this.status = status;
    this.request = request;
    this.paint = paint;
  }

  static String render(Status status, GetStatusRequest request, Paint paint) {
    return new StatusView(status, request, paint).render();
  }

  private String render() {
    StringBuilder text = new StringBuilder();
    for (Verdict.Line line : Verdict.of(status, request)) {
      text.append(lines(line.tone(), line.text()));
    }
    text.append(lines(Tone.PLAIN, heading())).append('\n');
    if (request.getGroup().isEmpty() && status.getNodesCount() > 0) {
      text.append(nodes()).append('\n');
    }
    if (status.getGroupsCount() > 0) {
      text.append(groups());
      status.getGroupsList().stream()
          .filter(GroupStatus::hasOperation)
          .forEach(g -> text.append(operation(g)));
    } else {
      text.append(
          request.getGroup().isEmpty()
              ? "no groups\n"
              : "group " + request.getGroup() + " is not known here\n");
    }
    if (!request.getGroup().isEmpty()) {
      status
          .getGroupsList()
          .forEach(
              group ->
                  text.append(served(group)).append('\n').append(MembersView.render(group, paint)));
    }
    String warnings = Notices.folded(warnings(), paint);
    return warnings.isEmpty() ? text.toString() : text + "\nwarnings\n" + warnings;
  }

  private String lines(Tone tone, String words) {
    StringBuilder text = new StringBuilder();
    for (String part : Words.wrap(Words.oneLine(words), paint.width())) {
      text.append(paint.paint(tone, part)).append('\n');
    }
    return text.toString();
  }

  private String heading() {
    String leader = status.getLeader().isEmpty() ? "no leader" : "leader " + status.getLeader();
    return Words.oneLine(
        "cluster "
            + status.getCluster()
            + ", "
            + leader
            + ", term "
            + Long.toUnsignedString(status.getTerm())
            + ", answered by "
            + status.getAnsweredBy()
            + ", "
            + Words.time(status.getAsOf()));
  }

  private String nodes() {
    TextTable table = new TextTable("NODE", "KIND", "STATE", "HEARD", "VERSION", "API ADDRESS");
    for (NodeStatus node : status.getNodesList()) {
      String state = node.getOnline() ? "online" : "OFFLINE";
      boolean confirmed = status.getSource() == Status.Source.QUORUM;
      Tone online = confirmed ? Tone.GOOD : Tone.PLAIN;
      table.row(
          Cell.of(node.getNode()),
          Cell.of(Words.name(node.getKind(), "")),
          new Cell(
              node.getLeader() ? state + ", leader" : state, node.getOnline() ? online : Tone.BAD),
          Cell.of(node.hasLastSeen() ? Words.duration(node.getLastSeen()) + " ago" : "-"),
          Cell.of(orDash(node.getVersion())),
          Cell.of(orDash(node.getApiAddress())));
    }
    return table.render(paint);
  }

  private String groups() {
    boolean confirmed = status.getSource() == Status.Source.QUORUM;
    String active = confirmed ? "ACTIVE" : "LAST ACTIVE";
    TextTable table =
        new TextTable(
            "GROUP", "STATE", active, "EPOCH", "SINCE", "CAN TAKE OVER", "WITHIN", "LEASE");
    for (GroupStatus group : status.getGroupsList()) {
      List<String> successors = Verdict.successors(group);
      table.row(
          Cell.of(group.getName()),
          state(group, confirmed),
          new Cell(orDash(group.getHolder()), Tone.STRONG),
          Cell.of(Long.toUnsignedString(group.getEpoch())),
          Cell.of(group.hasSince() ? Words.between(group.getSince(), status.getAsOf()) : "-"),
          successors.isEmpty() ? new Cell("nobody", Tone.WARN) : Cell.of(Words.some(successors)),
          Cell.of(within(group)),
          Cell.of(group.hasLease() ? Words.bound(group.getLease()) : "-"));
    }
    return table.render(paint);
  }

  private static Cell state(GroupStatus group, boolean confirmed) {
    Tone tone =
        switch (Verdict.health(group)) {
          case NOT_SERVED -> Tone.BAD;
          case SAFE, ALONE -> confirmed ? Tone.GOOD : Tone.PLAIN;
          case CHANGING -> Tone.WARN;
        };
    return new Cell(Verdict.state(group), tone);
  }

  private String within(GroupStatus group) {
    if (!group.hasFailoverBound()) {
      return "-";
    }
    boolean leadsToo = !group.getHolder().isEmpty() && group.getHolder().equals(status.getLeader());
    return Words.bound(group.getFailoverBound()) + (leadsToo ? " + election" : "");
  }

  private String served(GroupStatus group) {
    ServiceState service = group.getService();
    if (!service.hasSince()) {
      return "";
    }
    return lines(Tone.PLAIN, served(service));
  }

  private static String served(ServiceState service) {
    String last =
        service.hasLastInterruption()
            ? ", the last over after " + Words.duration(service.getLastInterruption())
            : "";
    return (service.getServed() ? "served" : "not served")
        + " since "
        + Words.time(service.getSince())
        + "; interruptions: "
        + Long.toUnsignedString(service.getInterruptions())
        + last;
  }

  private String operation(GroupStatus group) {
    Operation operation = group.getOperation();
    StringBuilder line = new StringBuilder("  > " + group.getName() + ": ");
    line.append(Words.name(operation.getKind(), "")).append(' ').append(operation.getFrom());
    line.append(" -> ")
        .append(operation.getTo())
        .append(", step ")
        .append(orDash(operation.getStep()));
    if (operation.hasStarted()) {
      line.append(", for ").append(Words.between(operation.getStarted(), status.getAsOf()));
    }
    if (operation.hasStarted() && operation.hasDeadline()) {
      line.append(" of at most ")
          .append(Words.between(operation.getStarted(), operation.getDeadline()));
    }
    if (!operation.getRequestedBy().isEmpty()) {
      line.append(", by ").append(operation.getRequestedBy());
    }
    if (!operation.getReason().isEmpty()) {
      line.append(": ").append(operation.getReason());
    }
    return paint.paint(Tone.WARN, "  " + Words.oneLine(line.toString())) + "\n";
  }

  private List<Notices.About> warnings() {
    List<Notices.About> all = new ArrayList<>();
    status.getWarningsList().forEach(notice -> all.add(new Notices.About("", notice)));
    for (NodeStatus node : status.getNodesList()) {
      String subject = "node " + node.getNode();
      node.getWarningsList().forEach(notice -> all.add(new Notices.About(subject, notice)));
    }
    for (GroupStatus group : status.getGroupsList()) {
      group.getWarningsList().stream()
          .filter(notice -> !notice.getReason().equals(IN_THE_VERDICT))
          .forEach(notice -> all.add(new Notices.About(group.getName(), notice)));
    }
    return all;
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }
}
