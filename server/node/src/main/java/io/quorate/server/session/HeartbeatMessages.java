package io.quorate.server.session;

import io.quorate.core.GroupId;
import io.quorate.core.PlainText;
import io.quorate.core.Read;
import io.quorate.core.delivery.DeliveryReport;
import io.quorate.core.facts.FactReport;
import io.quorate.core.failover.CheckReport;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.failover.ResourceReport;
import io.quorate.core.session.Changes;
import io.quorate.core.session.Heartbeat;
import io.quorate.core.session.HeartbeatId;
import io.quorate.core.session.Span;
import io.quorate.core.session.ToldMark;
import io.quorate.server.wire.States;
import io.quorate.server.wire.WireFields;
import io.quorate.v1.CheckStatus;
import io.quorate.v1.DeliveryStatus;
import io.quorate.v1.FactStatus;
import io.quorate.v1.GroupReport;
import io.quorate.v1.HeartbeatRequest;
import io.quorate.v1.ResourceStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Heartbeats on the wire and in the core. */
public final class HeartbeatMessages {
  /** More groups than a cluster can have. */
  private static final int MAX_GROUPS = 65_536;

  /** As many as a declaration may have; what is beyond tells nothing. */
  private static final int MAX_FACTS = 64;

  private HeartbeatMessages() {}

  /** The core's form, or which of its fields make it unusable. */
  public static Read<Heartbeat> read(HeartbeatRequest message) {
    WireFields fields = new WireFields();
    int groups = message.getGroupsCount() + message.getGoneCount();
    if (groups > MAX_GROUPS) {
      fields.invalid("groups", groups + " groups are named", "name at most " + MAX_GROUPS);
      return Read.refused(fields.refusals());
    }
    SortedMap<GroupId, MemberReport> present = new TreeMap<>();
    for (int i = 0; i < message.getGroupsCount(); i++) {
      String path = "groups[" + i + "]";
      GroupId name = fields.group(path + ".group", message.getGroups(i).getGroup());
      if (present.put(name, report(fields, path, message.getGroups(i))) != null) {
        fields.invalid(path + ".group", "is reported twice", "report each group once");
      }
    }
    TreeSet<GroupId> gone = new TreeSet<>();
    message.getGoneList().forEach(name -> gone.add(fields.group("gone", name)));
    Heartbeat read =
        new Heartbeat(
            new HeartbeatId(
                fields.node("node", message.getNode()),
                message.getIncarnation(),
                message.getSequence()),
            fields.term("term", message.getTerm()),
            message.getLeaving() ? Heartbeat.Stay.LEAVES : Heartbeat.Stay.STAYS,
            SessionFields.levels(fields, message.getLowestLevel(), message.getHighestLevel()),
            new Changes<>(
                SessionFields.span(fields, "reports", message.getReports()), present, gone),
            new ToldMark(
                fields.term("told_term", message.getToldTerm()),
                SessionFields.counted(fields, "told_number", message.getToldNumber())));
    return Read.of(read, fields.refusals());
  }

  private static MemberReport report(WireFields fields, String path, GroupReport report) {
    List<CheckReport> checks = new ArrayList<>();
    for (CheckStatus check : report.getChecksList()) {
      checks.add(
          new CheckReport(
              PlainText.of(check.getName()),
              check.getPassing() ? CheckReport.Result.PASSING : CheckReport.Result.FAILING,
              check.getCritical() ? CheckReport.Severity.CRITICAL : CheckReport.Severity.WARNING,
              PlainText.of(check.getDetail())));
    }
    List<ResourceReport> resources = new ArrayList<>();
    for (ResourceStatus resource : report.getResourcesList()) {
      resources.add(
          new ResourceReport(
              PlainText.of(resource.getName()),
              PlainText.of(resource.getState()),
              PlainText.of(resource.getDetail()),
              resource.getPid(),
              resource.getRestarts()));
    }
    return new MemberReport(
        fields.epoch(path + ".epoch", report.getEpoch()),
        States.state(report.getState()),
        PlainText.of(report.getCause()),
        fields.epoch(path + ".released_epoch", report.getReleasedEpoch()),
        fields.epoch(path + ".failed_epoch", report.getFailedEpoch()),
        quiescing(report.getQuiescing()),
        report.getUnfit() ? MemberReport.Fitness.UNFIT : MemberReport.Fitness.FIT,
        fields.revision(path + ".revision", report.getRevision()),
        checks,
        resources,
        deliveries(fields, path, report),
        facts(report));
  }

  private static List<FactReport> facts(GroupReport report) {
    return report.getFactsList().stream()
        .limit(MAX_FACTS)
        .map(
            fact ->
                new FactReport(
                    PlainText.of(fact.getName()),
                    fact.getState() == FactStatus.State.KNOWN
                        ? FactReport.Outcome.KNOWN
                        : FactReport.Outcome.FAILED,
                    PlainText.of(fact.getText())))
        .toList();
  }

  private static List<DeliveryReport> deliveries(
      WireFields fields, String path, GroupReport report) {
    List<DeliveryReport> deliveries = new ArrayList<>();
    for (DeliveryStatus delivery : report.getDeliveriesList()) {
      deliveries.add(
          new DeliveryReport(
              PlainText.of(delivery.getName()),
              fields.revision(path + ".deliveries.revision", delivery.getRevision()),
              state(delivery.getState()),
              PlainText.of(delivery.getDetail()),
              delivery.getChangedByHand()
                  ? DeliveryReport.Files.CHANGED_BY_HAND
                  : DeliveryReport.Files.AS_WRITTEN,
              delivery.getSecretMissing()
                  ? DeliveryReport.Secrets.MISSING
                  : DeliveryReport.Secrets.NONE_MISSING));
    }
    return deliveries;
  }

  private static DeliveryReport.State state(DeliveryStatus.State state) {
    return switch (state) {
      case DELIVERED -> DeliveryReport.State.DELIVERED;
      case CANNOT_WRITE -> DeliveryReport.State.CANNOT_WRITE;
      case DISK_FULL -> DeliveryReport.State.DISK_FULL;
      case RELOAD_FAILS -> DeliveryReport.State.RELOAD_FAILS;
      case KEY_MISMATCH -> DeliveryReport.State.KEY_MISMATCH;
      case HELD -> DeliveryReport.State.HELD;
      case UNDER_WAY, STATE_UNSPECIFIED, UNRECOGNIZED -> DeliveryReport.State.UNDER_WAY;
    };
  }

  private static MemberReport.Quiescing quiescing(GroupReport.Quiescing quiescing) {
    return switch (quiescing) {
      case DONE -> MemberReport.Quiescing.DONE;
      case FAILED -> MemberReport.Quiescing.FAILED;
      case QUIESCING_UNSPECIFIED, UNRECOGNIZED -> MemberReport.Quiescing.NO;
    };
  }

  /** The wire's form, without what the core does not know of. */
  public static HeartbeatRequest.Builder message(Heartbeat beat) {
    Span span = beat.reports().span();
    HeartbeatRequest.Builder message =
        HeartbeatRequest.newBuilder()
            .setNode(beat.id().node().value())
            .setIncarnation(beat.id().incarnation())
            .setSequence(beat.id().sequence())
            .setTerm(beat.term().value())
            .setLeaving(beat.stay() == Heartbeat.Stay.LEAVES)
            .setLowestLevel(beat.levels().lowest().value())
            .setHighestLevel(beat.levels().highest().value())
            .setReports(message(span))
            .setToldTerm(beat.told().term().value())
            .setToldNumber(beat.told().number());
    beat.reports().gone().forEach(name -> message.addGone(name.value()));
    beat.reports().present().forEach((name, report) -> message.addGroups(message(name, report)));
    return message;
  }

  static io.quorate.v1.Span message(Span span) {
    return io.quorate.v1.Span.newBuilder().setBase(span.base()).setNumber(span.number()).build();
  }

  private static GroupReport message(GroupId name, MemberReport report) {
    GroupReport.Builder message =
        GroupReport.newBuilder()
            .setGroup(name.value())
            .setEpoch(report.epoch().value())
            .setState(States.message(report.state()))
            .setCause(report.cause())
            .setReleasedEpoch(report.released().value())
            .setFailedEpoch(report.failed().value())
            .setRevision(report.revision().value())
            .setQuiescing(message(report.quiescing()))
            .setUnfit(report.fitness() == MemberReport.Fitness.UNFIT);
    report.checks().forEach(check -> message.addChecks(message(check)));
    report.resources().forEach(resource -> message.addResources(message(resource)));
    report.deliveries().forEach(delivery -> message.addDeliveries(message(delivery)));
    report.facts().forEach(fact -> message.addFacts(message(fact)));
    return message.build();
  }

  /** The wire's form of a check. */
  public static CheckStatus message(CheckReport check) {
    return CheckStatus.newBuilder()
        .setName(check.name())
        .setPassing(check.result() == CheckReport.Result.PASSING)
        .setCritical(check.severity() == CheckReport.Severity.CRITICAL)
        .setDetail(check.detail())
        .build();
  }

  /** The wire's form of a resource. */
  public static ResourceStatus message(ResourceReport resource) {
    return ResourceStatus.newBuilder()
        .setName(resource.name())
        .setState(resource.state())
        .setDetail(resource.detail())
        .setPid(resource.pid())
        .setRestarts(resource.restarts())
        .build();
  }

  /** The wire's form of a delivery. */
  public static DeliveryStatus message(DeliveryReport delivery) {
    return DeliveryStatus.newBuilder()
        .setName(delivery.name())
        .setRevision(delivery.revision().value())
        .setState(DeliveryStatus.State.valueOf(delivery.state().name()))
        .setDetail(delivery.detail())
        .setChangedByHand(delivery.files() == DeliveryReport.Files.CHANGED_BY_HAND)
        .setSecretMissing(delivery.secrets() == DeliveryReport.Secrets.MISSING)
        .build();
  }

  /** The wire's form of a fact. */
  public static FactStatus message(FactReport fact) {
    return FactStatus.newBuilder()
        .setName(fact.name())
        .setState(
            switch (fact.outcome()) {
              case KNOWN -> FactStatus.State.KNOWN;
              case FAILED -> FactStatus.State.FAILED;
            })
        .setText(fact.text())
        .build();
  }

  private static GroupReport.Quiescing message(MemberReport.Quiescing quiescing) {
    return switch (quiescing) {
      case DONE -> GroupReport.Quiescing.DONE;
      case FAILED -> GroupReport.Quiescing.FAILED;
      case NO -> GroupReport.Quiescing.QUIESCING_UNSPECIFIED;
    };
  }
}
