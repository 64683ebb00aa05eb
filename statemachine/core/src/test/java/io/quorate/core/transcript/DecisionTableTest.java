package io.quorate.core.transcript;

import io.quorate.core.Reason;
import io.quorate.core.sync.SyncReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The whole decision table of the planner for a group of two: what it proposes in each phase, for
 * each condition of the two members and each kind of automation. Notes on members are left out.
 */
final class DecisionTableTest {
  private static final List<String> AUTOMATION = List.of("automatic", "manual", "paused");

  private static final Map<String, String> ROLES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("1 never granted", "role VACANT epoch=0 closure=NEVER_GRANTED"),
              Map.entry("2 released by a", "role VACANT node=a closure=RELEASED"),
              Map.entry("3 lost by a", "role VACANT node=a closure=EXPIRED"),
              Map.entry("4 a was fenced", "role VACANT node=a closure=FENCED"),
              Map.entry("5 a promotes", "role PROMOTING node=a"),
              Map.entry("6 a is active", "role ACTIVE node=a"),
              Map.entry(
                  "7 a quiesces",
                  "role QUIESCING node=a\noperation SWITCHOVER QUIESCE from=a to=b"),
              Map.entry(
                  "8 a demotes", "role DEMOTING node=a\noperation SWITCHOVER DEMOTE from=a to=b"),
              Map.entry(
                  "9 b shall promote",
                  "role VACANT node=a closure=RELEASED\noperation SWITCHOVER PROMOTE from=a to=b"),
              Map.entry(
                  "A a shall take it back",
                  "role VACANT node=b closure=RELEASED\noperation SWITCHOVER REVERT from=a to=b"),
              Map.entry(
                  "B a is retired", "role DEMOTING node=a\noperation RETIREMENT DEMOTE from=a")));

  private static final Map<String, String> HOLDER =
      new TreeMap<>(
          Map.of(
              "1 serving", "node a online epoch=3 state=ACTIVE",
              "2 quiesced", "node a online epoch=3 state=QUIESCING quiescing=DONE",
              "3 unfit", "node a online epoch=3 state=ACTIVE fitness=UNFIT",
              "4 leaving", "node a leaving epoch=3 state=ACTIVE",
              "5 silent", "node a offline silent=9s epoch=3 state=ACTIVE",
              "6 lease over", "node a offline silent=9s epoch=3 state=ACTIVE\nlease SURELY_OVER",
              "7 released", "node a online released=3 state=STANDBY",
              "8 failed", "node a online released=3 failed=3 state=STANDBY"));

  private static final Map<String, String> STANDBY =
      new TreeMap<>(
          Map.of(
              "1 well", "online",
              "2 failed lately", "online failures=1 notbefore=120000",
              "3 not clean", "online epoch=2 state=DEMOTING",
              "4 offline", "offline silent=9s"));

  @Test
  void everyDecisionIsAsReviewed() throws IOException {
    StringBuilder table = new StringBuilder();
    ROLES.forEach(
        (roleName, role) -> {
          table.append("# ").append(roleName.substring(2)).append('\n');
          boolean held = !role.startsWith("role VACANT");
          conditions(held)
              .forEach(
                  (aName, a) ->
                      STANDBY.forEach(
                          (bName, b) -> row(table, List.of(role, a, "node b " + b), aName, bName)));
          table.append('\n');
        });
    TranscriptFiles.checkWhole("failover/decision-table", table.toString());
  }

  private static Map<String, String> conditions(boolean held) {
    if (held) {
      return HOLDER;
    }
    Map<String, String> conditions = new TreeMap<>();
    STANDBY.forEach((name, words) -> conditions.put(name, "node a " + words));
    return conditions;
  }

  private static void row(StringBuilder table, List<String> setting, String a, String b) {
    Map<String, List<String>> plans = new TreeMap<>();
    for (String automation : AUTOMATION) {
      plans.computeIfAbsent(plan(setting, automation), plan -> new ArrayList<>()).add(automation);
    }
    plans.forEach(
        (plan, automations) -> {
          String when =
              automations.size() == AUTOMATION.size()
                  ? ""
                  : " [" + String.join(", ", automations) + "]";
          table.append("a ").append(a.substring(2)).append(", b ").append(b.substring(2));
          table.append(when).append(": ").append(plan).append('\n');
        });
  }

  private static String plan(List<String> setting, String automation) {
    List<String> lines = new ArrayList<>();
    lines.add("group members=a,b mode=" + (automation.equals("manual") ? "manual" : "automatic"));
    setting.forEach(line -> lines.addAll(line.lines().toList()));
    if (automation.equals("paused")) {
      lines.add("paused");
    }
    lines.add("plan");
    List<String> plan =
        new SituationScript(EnumSet.noneOf(Reason.class), EnumSet.noneOf(SyncReason.class))
            .block(lines)
            .lines()
            .filter(line -> !line.startsWith("RecordMember") && !line.equals("nothing"))
            .map(line -> line.replace(" group=g", ""))
            .toList();
    return plan.isEmpty() ? "-" : String.join("; ", plan);
  }
}
