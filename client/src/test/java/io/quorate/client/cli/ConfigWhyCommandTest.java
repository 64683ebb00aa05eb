package io.quorate.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.quorate.client.FakeNode;
import io.quorate.v1.ConfigEntry;
import io.quorate.v1.DeliveryStatus;
import io.quorate.v1.FactStatus;
import io.quorate.v1.MemberSync;
import io.quorate.v1.Notice;
import io.quorate.v1.PathRules;
import io.quorate.v1.WhyConfigRequest;
import io.quorate.v1.WhyConfigResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Why members do not have a configuration, as people read it. */
@Timeout(60)
class ConfigWhyCommandTest {
  private final FakeNode node = FakeNode.start();

  @AfterEach
  void stop() {
    node.close();
  }

  private CliRun run(String... arguments) {
    return CliRun.with(node).run(arguments);
  }

  @Test
  void whySaysAllReasonsAndWhatHoldsAtAPath() {
    node.on(WhyConfigRequest.class, ConfigWhyCommandTest::why);
    assertThat(run("config", "why", "web").exits(0).out())
        .containsPattern("a +app +9 +delivered")
        .containsPattern("b +app +7 +reload_fails")
        .contains("web: why members may not have revision 9")
        .contains("! app on b is behind (BEHIND)", "! no (HOOK_FAILS)", "do: mend it")
        .containsPattern("FACT +KIND +a +b")
        .containsPattern("software +version +10.2 +10.1")
        .containsPattern("multi-vsys +capability +on +-")
        .containsPattern("dataplane +readiness +\\? +FAILS");
    assertThat(run("config", "why", "web", "a/b").exits(0).out())
        .contains(
            """
            a/b
              scope node: bought for each unit
              depends on a/when, which is on
              owned by panorama
              must satisfy schemas/x
              constraint equal
              delivered by app
            """)
        .containsPattern("a +500 +a +3")
        .containsPattern("b +- +- +-");
    assertThat(run("config", "why", "web", "-o", "json").exits(0).out()).contains("HOOK_FAILS");
  }

  private static WhyConfigResponse why(WhyConfigRequest request) {
    DeliveryStatus.Builder app = DeliveryStatus.newBuilder().setName("app").setRevision(9);
    MemberSync.Builder a =
        MemberSync.newBuilder()
            .setNode("a")
            .addDeliveries(app.setState(DeliveryStatus.State.DELIVERED).build())
            .addFacts(fact("software", "version", "10.2"))
            .addFacts(fact("multi-vsys", "capability", "on"))
            .addFacts(FactStatus.newBuilder().setName("dataplane").setKind("readiness"));
    MemberSync.Builder b =
        MemberSync.newBuilder()
            .setNode("b")
            .addDeliveries(app.setState(DeliveryStatus.State.RELOAD_FAILS).setRevision(7).build())
            .addFacts(fact("software", "version", "10.1"))
            .addFacts(fact("multi-vsys", "capability", ""))
            .addFacts(
                FactStatus.newBuilder()
                    .setName("dataplane")
                    .setKind("readiness")
                    .setState(FactStatus.State.FAILED)
                    .setText("its command exited with 1"))
            .addReasons(notice("BEHIND", "app on b is behind", ""))
            .addReasons(notice("HOOK_FAILS", "no", "mend it"));
    WhyConfigResponse.Builder response = WhyConfigResponse.newBuilder().setRevision(9);
    if (!request.getPath().isEmpty()) {
      a.setSees(
          ConfigEntry.newBuilder()
              .setValue(ByteString.copyFromUtf8("500"))
              .setNode("a")
              .setRevision(3));
      response.setPath(
          PathRules.newBuilder()
              .setPath(request.getPath())
              .setScope("node")
              .setWhy("bought for each unit")
              .setWhen("a/when")
              .setHolds(true)
              .setOwner("panorama")
              .setSchema("schemas/x")
              .addConstraints("equal")
              .addDeliveries("app"));
    }
    return response.addMembers(a).addMembers(b).build();
  }

  private static FactStatus fact(String name, String kind, String value) {
    return FactStatus.newBuilder()
        .setName(name)
        .setKind(kind)
        .setState(FactStatus.State.KNOWN)
        .setText(value)
        .build();
  }

  private static Notice.Builder notice(String reason, String message, String remedy) {
    return Notice.newBuilder().setReason(reason).setMessage(message).setRemedy(remedy);
  }
}
