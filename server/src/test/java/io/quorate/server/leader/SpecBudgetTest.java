package io.quorate.server.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.Term;
import io.quorate.core.declaration.Environment;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.Program;
import io.quorate.core.declaration.Resource;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.core.lease.LeaseGrantor;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.RoleRecord;
import io.quorate.v1.Directive;
import io.quorate.v1.HeartbeatResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SpecBudgetTest {
  private static final NodeId NODE = new NodeId("a");
  private static final Revision REVISION = new Revision(1);
  private static final LeaseGrantor GRANTOR = new LeaseGrantor(new Term(1));

  /** What a message between nodes may have. */
  private static final int MESSAGE_BYTES = 16 << 20;

  private static GroupSpec large(String name, int bytes) {
    Program command = Program.of("run", "x".repeat(bytes));
    return new GroupSpec(
        new GroupId(name),
        List.of(new GroupMember(NODE, List.of())),
        TimingProfile.LAN.timing(),
        FailoverPolicy.DEFAULT,
        List.of(
            new Resource.Hook(
                "hook", null, null, command, Duration.ofSeconds(1), Environment.EMPTY)),
        List.of());
  }

  private static GroupRecord record(GroupSpec spec) {
    return new GroupRecord(
        spec,
        REVISION,
        RoleRecord.neverGranted(new ClusterTime(0), Epoch.NONE),
        GroupRecord.Automation.RUNNING,
        null,
        new TreeMap<>());
  }

  private static HeartbeatResponse answer(List<GroupRecord> groups, Map<String, Long> known) {
    SpecBudget declarations = new SpecBudget();
    HeartbeatResponse.Builder answer = HeartbeatResponse.newBuilder();
    for (GroupRecord group : groups) {
      long revision = known.getOrDefault(group.spec().name().value(), 0L);
      answer.addDirectives(Directives.of(group, NODE, revision, GRANTOR, declarations));
    }
    return answer.build();
  }

  @Test
  void aNodeThatKnowsNothingGetsEverythingInAFewAnswers() {
    List<GroupRecord> groups = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      groups.add(record(large("g" + i, 50_000)));
    }
    Map<String, Long> known = new HashMap<>();
    int answers = 0;
    while (known.size() < groups.size()) {
      HeartbeatResponse answer = answer(groups, known);
      assertThat(answer.getSerializedSize()).isLessThan(MESSAGE_BYTES / 2);
      assertThat(answer.getDirectivesCount()).isEqualTo(groups.size());
      int before = known.size();
      answer.getDirectivesList().stream()
          .filter(Directive::hasSpec)
          .forEach(directive -> known.put(directive.getGroup(), directive.getRevision()));
      assertThat(known.size()).as("each answer brings something").isGreaterThan(before);
      answers++;
    }
    assertThat(answers).isBetween(4, 10);
    assertThat(answer(groups, known).getDirectivesList()).noneMatch(Directive::hasSpec);
  }

  @Test
  void whatDoesNotFitIsNotOvertaken() {
    SpecBudget declarations = new SpecBudget();
    assertThat(declarations.take(large("one", SpecBudget.MAX_BYTES - 1_000))).isPresent();
    assertThat(declarations.take(large("two", 50_000))).isEmpty();
    assertThat(declarations.take(large("three", 1))).isEmpty();
  }
}
