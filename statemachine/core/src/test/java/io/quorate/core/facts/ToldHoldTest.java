package io.quorate.core.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.declaration.AbsolutePath;
import io.quorate.core.declaration.Delivery;
import io.quorate.core.declaration.Examples;
import io.quorate.core.declaration.Fact;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.FileAccess;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.TimingProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Until when a member holds files back. */
final class ToldHoldTest {
  private static final Revision PRESENT = new Revision(5);

  private static GroupSpec declared(Fact.OnMismatch what) {
    return new GroupSpec(
            new GroupId("g"),
            List.of(new GroupMember(new NodeId("a"), List.of())),
            TimingProfile.LAN.timing(),
            FailoverPolicy.DEFAULT,
            List.of(Examples.service("s")),
            List.of())
        .comparing(List.of(new Fact("x", Fact.Kind.VERSION, null, new Fact.Equal()).with(what)))
        .delivering(
            List.of(
                new Delivery(
                    "app",
                    new Delivery.Folder(new AbsolutePath("/srv/app"), List.of()),
                    FileAccess.DEFAULT,
                    null)));
  }

  @Test
  void whatMayBeHeldIsHeldUntilALeaderHasJudgedByThePresentDeclaration() {
    GroupSpec holding = declared(Fact.OnMismatch.HOLD);

    assertThat(ToldHold.NOTHING.held(holding, PRESENT)).startsWith("no leader has said yet");
    assertThat(new ToldHold(new Revision(4), "").held(holding, PRESENT))
        .as("that was another declaration")
        .startsWith("no leader has said yet");
    assertThat(new ToldHold(PRESENT, "").held(holding, PRESENT)).isEmpty();
    assertThat(new ToldHold(PRESENT, "x differs").held(holding, PRESENT)).isEqualTo("x differs");
    assertThat(new ToldHold(new Revision(6), "x differs").held(holding, PRESENT))
        .as("the leader may be further")
        .isEqualTo("x differs");
  }

  @Test
  void whereNothingIsHeldBackNobodyWaits() {
    GroupSpec telling = declared(Fact.OnMismatch.TELL);

    assertThat(ToldHold.NOTHING.held(telling, PRESENT)).isEmpty();
    assertThat(new ToldHold(new Revision(4), "x differs").held(telling, PRESENT)).isEmpty();
    assertThat(ToldHold.NOTHING.held(declared(Fact.OnMismatch.HOLD).delivering(List.of()), PRESENT))
        .isEmpty();
  }
}
