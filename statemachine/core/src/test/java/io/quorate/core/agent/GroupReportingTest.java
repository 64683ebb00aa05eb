package io.quorate.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.Epoch;
import io.quorate.core.Revision;
import io.quorate.core.declaration.Examples;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.failover.CheckReport;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.failover.ResourceReport;
import io.quorate.core.registry.MemberState;
import io.quorate.core.serving.GuardState;
import io.quorate.core.serving.PartView;
import io.quorate.core.serving.ServingState;
import io.quorate.core.serving.Stage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a node says of itself about a group with one hook that has epoch 5 here. */
final class GroupReportingTest {
  private static final Epoch EPOCH = new Epoch(5);
  private static final ResourceReport SHOWN = new ResourceReport("vip", "up", "", 0, 0);
  private static final GroupSpec DECLARED =
      AgentBench.spec(AgentBench.G, Examples.hook("new-vip", Duration.ofSeconds(1)));
  private static final GroupSpec SERVED =
      AgentBench.spec(AgentBench.G, Examples.hook("vip", Duration.ofSeconds(1)));

  private Stage stage = Stage.SERVING;
  private int position;
  private PartView.State part = PartView.State.UP;
  private Epoch released = new Epoch(3);
  private String trouble = "";
  private String changed = "";
  private String wornOut = "";
  private @Nullable String broken;
  private List<CheckReport> checks = List.of();

  private MemberReport report() {
    ServingState state = new ServingState(stage, EPOCH, position, new Epoch(4), changed);
    Observation seen =
        new Observation(
            List.of(new PartView(part, "no route")),
            GuardState.NONE,
            trouble,
            checks,
            List.of(SHOWN),
            List.of(),
            List.of());
    return new GroupReporting(DECLARED, SERVED, state, released, new Revision(2))
        .report(seen, wornOut, broken);
  }

  private static CheckReport check(String name, CheckReport.Severity severity) {
    return new CheckReport(name, CheckReport.Result.FAILING, severity, "refused");
  }

  @Test
  void aNodeThatServesAsItShould() {
    assertThat(report())
        .isEqualTo(
            new MemberReport(
                EPOCH,
                MemberState.ACTIVE,
                "",
                new Epoch(3),
                new Epoch(4),
                MemberReport.Quiescing.NO,
                MemberReport.Fitness.FIT,
                new Revision(2),
                List.of(),
                List.of(SHOWN),
                List.of(),
                List.of()));
  }

  @Test
  void aStandbyShowsNoResources() {
    stage = Stage.IDLE;

    assertThat(report().resources()).isEmpty();
    assertThat(report().state()).isEqualTo(MemberState.STANDBY);
  }

  @Test
  void aCriticalCheckThatFailsSpeaksAgainstWhoeverServes() {
    checks = List.of(check("http", CheckReport.Severity.CRITICAL));
    for (Stage serving : List.of(Stage.SERVING, Stage.QUIESCING, Stage.QUIET)) {
      stage = serving;
      assertThat(report().fitness()).as("%s", serving).isEqualTo(MemberReport.Fitness.UNFIT);
    }
    stage = Stage.SERVING;
    assertThat(report().state()).isEqualTo(MemberState.DEGRADED);

    stage = Stage.PROMOTING;
    assertThat(report().fitness()).as("not up yet").isEqualTo(MemberReport.Fitness.FIT);
    stage = Stage.IDLE;
    assertThat(report().fitness()).as("its check says it").isEqualTo(MemberReport.Fitness.FIT);
    assertThat(report().state()).isEqualTo(MemberState.DEGRADED);
    assertThat(report().cause()).isEqualTo("check http fails");
    assertThat(report().checks()).isEqualTo(checks);
  }

  @Test
  void aPartThatIsDownInterruptsWhoServes() {
    part = PartView.State.FAILED;

    assertThat(report().state()).isEqualTo(MemberState.INTERRUPTED);
    assertThat(report().fitness()).isEqualTo(MemberReport.Fitness.FIT);
  }

  @Test
  void aWarningOrACheckThatPassesSpeaksAgainstNobody() {
    checks =
        List.of(
            check("disk", CheckReport.Severity.WARNING),
            new CheckReport("http", CheckReport.Result.PASSING, CheckReport.Severity.CRITICAL, ""));

    assertThat(report().fitness()).isEqualTo(MemberReport.Fitness.FIT);
    assertThat(report().state()).isEqualTo(MemberState.ACTIVE);
  }

  @Test
  void clientsAreTurnedAwayOrTheCommandForItFailed() {
    stage = Stage.QUIESCING;
    assertThat(report().quiescing()).isEqualTo(MemberReport.Quiescing.NO);

    part = PartView.State.FAILED;
    assertThat(report().quiescing()).isEqualTo(MemberReport.Quiescing.FAILED);
    position = -1;
    assertThat(report().quiescing()).as("all are asked").isEqualTo(MemberReport.Quiescing.NO);

    position = 0;
    stage = Stage.QUIET;
    assertThat(report().quiescing()).isEqualTo(MemberReport.Quiescing.DONE);
    stage = Stage.DEMOTING;
    assertThat(report().quiescing()).isEqualTo(MemberReport.Quiescing.NO);
  }

  @Test
  void theCauseIsTheWorstOfWhatIsKnown() {
    wornOut = "services died too often";
    assertThat(report().cause()).isEqualTo("services died too often");
    assertThat(report().fitness()).isEqualTo(MemberReport.Fitness.UNFIT);

    changed = "re-adopted";
    assertThat(report().cause()).isEqualTo("re-adopted");
    checks = List.of(check("http", CheckReport.Severity.CRITICAL));
    assertThat(report().cause()).isEqualTo("check http fails");
    part = PartView.State.FAILED;
    assertThat(report().cause()).as("named as it is served").isEqualTo("vip: no route");
    trouble = "the guard does not answer";
    assertThat(report().cause()).isEqualTo("the guard does not answer");
    broken = "an error in this program";
    assertThat(report().cause()).isEqualTo("an error in this program");
    assertThat(report().state()).isEqualTo(MemberState.FAILED);
  }

  /** Else the history would tell what the node found out since, and not what happened. */
  @Test
  void whyThePromotionFailedIsToldBesideACheckThatFails() {
    stage = Stage.IDLE;
    changed = "the guard did not start";
    checks = List.of(check("can-promote", CheckReport.Severity.CRITICAL));
    assertThat(report().cause()).as("of an earlier epoch").isEqualTo("check can-promote fails");

    released = new Epoch(4);
    assertThat(report().cause()).isEqualTo("the guard did not start; check can-promote fails");
    checks = List.of();
    assertThat(report().cause()).isEqualTo("the guard did not start");
    checks = List.of(check("can-promote", CheckReport.Severity.CRITICAL));
    changed = "";
    assertThat(report().cause()).isEqualTo("check can-promote fails");
    changed = "the guard did not start";
    stage = Stage.SERVING;
    assertThat(report().cause()).isEqualTo("check can-promote fails");
  }

  @Test
  void whatIsDownWhileItIsStartedIsNoNews() {
    stage = Stage.PROMOTING;
    part = PartView.State.BUSY;

    assertThat(report().cause()).isEmpty();
  }

  @Test
  void aBrokenGroupIsUnfit() {
    broken = "an error in this program";

    assertThat(report().fitness()).isEqualTo(MemberReport.Fitness.UNFIT);
  }
}
