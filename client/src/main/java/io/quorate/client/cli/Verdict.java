package io.quorate.client.cli;

import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.MemberStatus;
import io.quorate.v1.NodeKind;
import io.quorate.v1.NodeStatus;
import io.quorate.v1.Phase;
import io.quorate.v1.ServiceState;
import io.quorate.v1.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * Says first what somebody needs to know who was woken up: is it safe, what is wrong, what to do.
 * Pure.
 */
final class Verdict {

  /** Of so many groups each has a line of its own. */
  private static final int MAX_IN_WORDS = 3;

  private Verdict() {}

  /** A line of the verdict. */
  record Line(Tone tone, String text) {}

  static List<Line> of(Status status, GetStatusRequest request) {
    List<Line> lines = new ArrayList<>();
    if (status.getSource() != Status.Source.QUORUM) {
      lines.add(unconfirmed(status, request));
      if (!request.getLocal()) {
        lines.add(new Line(Tone.PLAIN, remedy(status)));
      }
      return lines;
    }
    addService(lines, status);
    addCare(lines, status);
    if (lines.isEmpty()) {
      lines.add(new Line(Tone.GOOD, good(status)));
    }
    return lines;
  }

  /** Which groups are not served, or would not be after one more loss. */
  private static void addService(List<Line> lines, Status status) {
    List<String> changing = names(status, Health.CHANGING);
    List<String> alone = names(status, Health.ALONE);
    String why = "; why: quorate explain ";
    addNotServed(lines, status);
    add(lines, Tone.WARN, changing, "CHANGING: clients are turned away, the role is to move: ", "");
    add(lines, Tone.WARN, alone, "AT RISK: nobody could take over ", why + only(alone));
  }

  private static void addNotServed(List<Line> lines, Status status) {
    List<GroupStatus> groups =
        status.getGroupsList().stream().filter(g -> health(g) == Health.NOT_SERVED).toList();
    if (groups.size() > MAX_IN_WORDS) {
      List<String> names = groups.stream().map(GroupStatus::getName).toList();
      add(lines, Tone.BAD, names, "NOT SERVED: ", "; why: quorate explain GROUP");
      return;
    }
    groups.forEach(group -> lines.add(new Line(Tone.BAD, notServed(group, status))));
  }

  private static String notServed(GroupStatus group, Status status) {
    ServiceState service = group.getService();
    String since =
        service.hasSince()
            ? " since "
                + Words.time(service.getSince())
                + " ("
                + Words.between(service.getSince(), status.getAsOf())
                + ")"
            : "";
    String why = service.getWhy().isEmpty() ? "" : ": " + service.getWhy();
    return "NOT SERVED: "
        + group.getName()
        + since
        + why
        + "; see: quorate explain "
        + group.getName();
  }

  /** What else takes away from how well the groups are cared for. */
  private static void addCare(List<Line> lines, Status status) {
    List<String> offline =
        status.getNodesList().stream()
            .filter(node -> !node.getOnline())
            .map(NodeStatus::getNode)
            .toList();
    List<String> paused =
        status.getGroupsList().stream()
            .filter(GroupStatus::getPaused)
            .map(GroupStatus::getName)
            .toList();
    String end = "; to end it: quorate resume " + only(paused);
    add(lines, Tone.WARN, offline, "OFFLINE: not heard from: ", "");
    add(lines, Tone.WARN, paused, "PAUSED: nothing happens by itself for ", end);
  }

  private static Line unconfirmed(Status status, GetStatusRequest request) {
    String node = status.getAnsweredBy();
    String age = Words.duration(status.getAge());
    return request.getLocal()
        ? new Line(
            Tone.WARN, "UNCONFIRMED: what node " + node + " knows by itself, " + age + " old")
        : new Line(
            Tone.BAD,
            "NO QUORUM: node "
                + node
                + " reaches no majority; this is what it last knew, "
                + age
                + " ago");
  }

  private static String remedy(Status status) {
    long voters =
        status.getNodesList().stream()
            .filter(node -> node.getKind() == NodeKind.DATA || node.getKind() == NodeKind.WITNESS)
            .count();
    String majority = voters == 0 ? "a majority of the" : (voters / 2 + 1) + " of the " + voters;
    return "do: ask the other nodes too (--server), a majority may run without this one; if none"
        + " does, start nodes or restore the network until "
        + majority
        + " voters reach each other. An active without quorum has stopped serving";
  }

  /** How a group is. */
  enum Health {
    /** Served, and somebody could take over. */
    SAFE,
    /** Served, and nobody could take over. */
    ALONE,
    /** Served, and clients are turned away. */
    CHANGING,
    /** No node serves it, whoever holds the role. */
    NOT_SERVED
  }

  static Health health(GroupStatus group) {
    if (!served(group)) {
      return Health.NOT_SERVED;
    }
    if (group.getPhase() != Phase.ACTIVE) {
      return Health.CHANGING;
    }
    return successors(group).isEmpty() ? Health.ALONE : Health.SAFE;
  }

  private static boolean served(GroupStatus group) {
    boolean serving = group.getPhase() == Phase.ACTIVE || group.getPhase() == Phase.QUIESCING;
    return serving && (!group.hasService() || group.getService().getServed());
  }

  /** How far the role is along, and loudly whether no node serves the group. */
  static String state(GroupStatus group) {
    String phase = Words.name(group.getPhase(), "");
    String loud = health(group) == Health.NOT_SERVED ? "NOT SERVED, " + phase : phase;
    return group.getPaused() ? loud + ", paused" : loud;
  }

  /** Who could be granted the role if the holder were lost. */
  static List<String> successors(GroupStatus group) {
    return group.getMembersList().stream()
        .filter(member -> member.getEligible() && !member.getNode().equals(group.getHolder()))
        .map(MemberStatus::getNode)
        .toList();
  }

  private static List<String> names(Status status, Health health) {
    return status.getGroupsList().stream()
        .filter(group -> health(group) == health)
        .map(GroupStatus::getName)
        .toList();
  }

  private static String only(List<String> names) {
    return names.size() == 1 ? names.get(0) : "GROUP";
  }

  private static void add(
      List<Line> lines, Tone tone, List<String> names, String before, String after) {
    if (!names.isEmpty()) {
      lines.add(new Line(tone, before + Words.some(names) + after));
    }
  }

  private static String good(Status status) {
    if (status.getGroupsCount() == 0) {
      return "OK: quorum; no group is declared yet";
    }
    if (status.getGroupsCount() == 1) {
      GroupStatus group = status.getGroups(0);
      String successors = Words.some(successors(group));
      return "OK: "
          + group.getName()
          + " is active on "
          + group.getHolder()
          + ", "
          + successors
          + " can take over";
    }
    return "OK: "
        + Words.count(status.getGroupsCount(), "group")
        + " active, each can be taken over";
  }
}
