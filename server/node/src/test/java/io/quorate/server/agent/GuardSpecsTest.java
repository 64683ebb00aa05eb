package io.quorate.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.agent.Act;
import io.quorate.core.declaration.Examples;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.GroupSpecRules;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.core.serving.Ending;
import io.quorate.core.serving.Stage;
import io.quorate.server.guard.GuardSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class GuardSpecsTest {
  private static final PlaceSetting SETTINGS =
      new PlaceSetting(new NodeId("a"), Path.of("/var/lib/quorate"), 1 << 20, null);

  private static Path log(String group, String service) {
    GroupSpec spec =
        new GroupSpec(
            new GroupId(group),
            List.of(new GroupMember(new NodeId("a"), List.of())),
            TimingProfile.LAN.timing(),
            FailoverPolicy.DEFAULT,
            List.of(Examples.service(service)),
            List.of());
    Act act =
        new Act(
            spec,
            Stage.PROMOTING,
            new Epoch(1),
            "",
            null,
            Duration.ofSeconds(1),
            Ending.LOST,
            null);
    GuardSpec guard = GuardSpecs.of(act, SETTINGS, own -> new TreeMap<>(own.variables()));
    return guard.services().get(0).log().file();
  }

  /** Two guards that rotate one file would each cut what the other's service writes. */
  @Test
  void noTwoServicesOfANodeShareALog() {
    assertThat(log("a-b", "c")).isNotEqualTo(log("a", "b-c"));
    assertThat(log("a", "b")).hasFileName("a.b.log");
  }

  @Test
  void aGuardHasASlotForEveryServiceOfADeclaration() {
    assertThat(GroupSpecRules.RESOURCES.holds(GuardSpec.MAX_SERVICES + 1)).isFalse();
  }
}
