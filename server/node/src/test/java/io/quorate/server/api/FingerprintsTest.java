package io.quorate.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.v1.ApplyGroupRequest;
import io.quorate.v1.Caller;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.PauseRequest;
import io.quorate.v1.Resource;
import io.quorate.v1.ResumeRequest;
import io.quorate.v1.Service;
import org.junit.jupiter.api.Test;

class FingerprintsTest {
  private static final Caller EVA = Caller.newBuilder().setActor("eva").setRequestId("r1").build();
  private static final PauseRequest PAUSE =
      PauseRequest.newBuilder().setCaller(EVA).setGroup("web").setReason("upgrade").build();

  private static ApplyGroupRequest apply(String first, String second) {
    Service service =
        Service.newBuilder().putEnvironment(first, "1").putEnvironment(second, "1").build();
    return ApplyGroupRequest.newBuilder()
        .setSpec(GroupSpec.newBuilder().addResources(Resource.newBuilder().setService(service)))
        .build();
  }

  @Test
  void theSameThingIsTheSameWhoeverAsks() {
    PauseRequest again = PAUSE.toBuilder().setCaller(Caller.newBuilder().setActor("kim")).build();
    assertThat(Fingerprints.of(again)).isEqualTo(Fingerprints.of(PAUSE));
    assertThat(Fingerprints.of(apply("A", "B"))).isEqualTo(Fingerprints.of(apply("B", "A")));
  }

  @Test
  void anotherThingIsAnother() {
    assertThat(Fingerprints.of(PAUSE))
        .isNotEqualTo(Fingerprints.of(PAUSE.toBuilder().setGroup("db").build()))
        .isNotEqualTo(Fingerprints.of(PAUSE.toBuilder().clearReason().build()));
    assertThat(Fingerprints.of(PauseRequest.newBuilder().setGroup("web").build()))
        .isNotEqualTo(Fingerprints.of(ResumeRequest.newBuilder().setGroup("web").build()));
    assertThat(Fingerprints.of(apply("A", "B"))).isNotEqualTo(Fingerprints.of(apply("A", "C")));
  }
}
