package io.quorate.replica.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Read;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.v1.Check;
import io.quorate.v1.ExecProbe;
import io.quorate.v1.Fact;
import io.quorate.v1.GroupMember;
import io.quorate.v1.Hook;
import io.quorate.v1.HttpProbe;
import io.quorate.v1.Probe;
import io.quorate.v1.Resource;
import io.quorate.v1.Service;
import io.quorate.v1.TcpProbe;
import io.quorate.v1.Timing;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class GroupMessagesTest {
  private static final SortedMap<NodeId, NodeKind> ANY = new TreeMap<>();

  /** Written as the times that it stands for. */
  private static final String PROFILE = "quorate.v1.Timing.profile";

  private static io.quorate.v1.GroupSpec.Builder small() {
    return io.quorate.v1.GroupSpec.newBuilder()
        .setName("g")
        .addMembers(GroupMember.newBuilder().setNode("a"));
  }

  private static Resource.Builder service(Service.Builder service) {
    return Resource.newBuilder().setName("one").setService(service);
  }

  private static Check.Builder check(Probe.Builder probe) {
    return Check.newBuilder().setName("one").setProbe(probe);
  }

  private static List<Refusal> refusals(io.quorate.v1.GroupSpec.Builder message) {
    return GroupMessages.read(message.build(), ANY).refusals();
  }

  private static List<String> paths(io.quorate.v1.GroupSpec.Builder message) {
    return refusals(message).stream().map(Refusal::path).toList();
  }

  @Test
  void theSampleHasEveryField() {
    Set<String> set = new TreeSet<>();
    set(EveryField.message(), set);
    Set<String> known = new TreeSet<>();
    known(io.quorate.v1.GroupSpec.getDescriptor(), known);
    known.remove(PROFILE);
    assertThat(set).as("a new field belongs into every-field.txtpb").isEqualTo(known);
  }

  private static void set(Message message, Set<String> names) {
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              names.add(field.getFullName());
              if (ofOurs(field)) {
                List<?> parts = field.isRepeated() ? (List<?>) value : List.of(value);
                parts.forEach(part -> set((Message) part, names));
              }
            });
  }

  private static void known(Descriptor type, Set<String> names) {
    for (FieldDescriptor field : type.getFields()) {
      if (names.add(field.getFullName()) && ofOurs(field)) {
        known(field.getMessageType(), names);
      }
    }
  }

  private static boolean ofOurs(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && !field.isMapField()
        && field.getMessageType().getFullName().startsWith("quorate.");
  }

  @Test
  void whatIsWrittenIsWhatWasRead() {
    Read<GroupSpec> read = GroupMessages.read(EveryField.message(), ANY);

    assertThat(read.refusals()).isEmpty();
    assertThat(GroupMessages.of(EveryField.spec())).isEqualTo(EveryField.message());
    assertThat(read.value()).isEqualTo(EveryField.spec());
  }

  @Test
  void everyDefaultIsSpelledOut() {
    io.quorate.v1.GroupSpec.Builder message =
        small()
            .addResources(service(Service.newBuilder().addCommand("run")))
            .addResources(
                Resource.newBuilder().setName("two").setHook(Hook.newBuilder().addDemote("d")))
            .addChecks(check(Probe.newBuilder().setExec(ExecProbe.newBuilder().addCommand("t"))));
    GroupSpec spec = GroupMessages.stored(message.build());

    io.quorate.v1.GroupSpec whole = GroupMessages.of(spec);

    assertThat(spec.timing()).isEqualTo(TimingProfile.LAN.timing());
    assertThat(spec.failover()).isEqualTo(FailoverPolicy.DEFAULT);
    assertThat(whole.getFailover().hasMaxRestarts()).isTrue();
    assertThat(whole.getFailover().getMode())
        .isEqualTo(io.quorate.v1.FailoverPolicy.Mode.AUTOMATIC);
    assertThat(whole.getResources(0).getService().getStopSignal()).isEqualTo("TERM");
    assertThat(whole.getResources(1).getHook().getTimeout().getSeconds()).isEqualTo(10);
    assertThat(whole.getChecks(0).getFailures()).isEqualTo(3);
    assertThat(whole.getChecks(0).getSeverity()).isEqualTo(Check.Severity.CRITICAL);
    assertThat(GroupMessages.stored(whole)).isEqualTo(spec);
  }

  @Test
  void everythingThatIsWrongIsFoundAtOnceAndOnlyOnce() {
    io.quorate.v1.GroupSpec.Builder message =
        small()
            .setName("G")
            .addMembers(GroupMember.newBuilder().setNode("a"))
            .setTiming(Timing.newBuilder().setProfile("slow"))
            .addResources(Resource.newBuilder().setName("none"))
            .addResources(service(Service.newBuilder().addCommand("").setDirectory("here")))
            .addResources(
                Resource.newBuilder()
                    .setName("hook")
                    .setHook(Hook.newBuilder().addPromote("").addDemote("a\0b")))
            .addChecks(
                check(
                    Probe.newBuilder()
                        .setHttp(HttpProbe.newBuilder().setUrl("http://my_service:8080/health"))));

    assertThat(paths(message))
        .containsExactly(
            "name",
            "timing.profile",
            "resources[0]",
            "resources[1].service.command",
            "resources[1].service.directory",
            "resources[2].hook.demote[0]",
            "resources[2].hook.promote",
            "checks[0].probe.http.url",
            "members[1].node");
  }

  @Test
  void noTimeOverflows() {
    for (Duration time :
        List.of(
            Duration.newBuilder().setSeconds(Long.MAX_VALUE).setNanos(Integer.MAX_VALUE).build(),
            Duration.newBuilder().setSeconds(Long.MIN_VALUE).setNanos(Integer.MIN_VALUE).build(),
            Duration.newBuilder().setSeconds(3_000_000L * 3_600).build(),
            Duration.newBuilder().setSeconds(315_576_000_000L).setNanos(1).build(),
            Duration.newBuilder().setSeconds(1).setNanos(-1).build(),
            Duration.newBuilder().setNanos(-1).build())) {
      io.quorate.v1.GroupSpec.Builder message =
          small()
              .setTiming(
                  Timing.newBuilder()
                      .setLease(time)
                      .setFenceDelay(time)
                      .setHeartbeat(time)
                      .setStopBudget(time))
              .addResources(
                  service(
                      Service.newBuilder()
                          .addCommand("run")
                          .setReadyTimeout(time)
                          .setReadyPeriod(time)
                          .setStopTimeout(time)))
              .addResources(
                  Resource.newBuilder()
                      .setName("hook")
                      .setHook(Hook.newBuilder().addDemote("d").setTimeout(time)))
              .addChecks(
                  check(Probe.newBuilder().setExec(ExecProbe.newBuilder().addCommand("t")))
                      .setPeriod(time)
                      .setTimeout(time));
      message.getFailoverBuilder().setDelay(time).setFailbackDelay(time).setRestartWindow(time);

      assertThat(paths(message))
          .as(time.toString())
          .containsExactly(
              "timing.lease",
              "timing.fence_delay",
              "timing.heartbeat",
              "timing.stop_budget",
              "failover.delay",
              "failover.failback_delay",
              "failover.restart_window",
              "resources[0].service.ready_timeout",
              "resources[0].service.ready_period",
              "resources[0].service.stop_timeout",
              "resources[1].hook.timeout",
              "checks[0].period",
              "checks[0].timeout");
    }
  }

  @Test
  void numbersBeyondTheirRangeAreRefusedAndNotClipped() {
    int huge = (int) 4_000_000_000L;
    io.quorate.v1.GroupSpec.Builder message =
        small()
            .addChecks(
                check(Probe.newBuilder().setTcp(TcpProbe.newBuilder().setHost("h").setPort(huge)))
                    .setFailures(huge)
                    .setSuccesses(0))
            .addChecks(
                check(
                        Probe.newBuilder()
                            .setHttp(HttpProbe.newBuilder().setUrl("http://h/").setStatus(0)))
                    .setName("two")
                    .setFailures(0)
                    .setSuccesses(1_001));
    message.getFailoverBuilder().setMaxRestarts(huge);

    assertThat(refusals(message))
        .extracting(Refusal::path, Refusal::message)
        .contains(
            tuple("failover.max_restarts", "4000000000 is out of range"),
            tuple("checks[0].probe.tcp.port", "4000000000 is out of range"),
            tuple("checks[0].failures", "4000000000 is out of range"),
            tuple("checks[0].successes", "0 is out of range"),
            tuple("checks[1].failures", "0 is out of range"),
            tuple("checks[1].successes", "1001 is out of range"),
            tuple("checks[1].probe.http.status", "0 is out of range"));
  }

  @Test
  void whatThisVersionDoesNotKnowIsRefusedAndNotGuessed() {
    UnknownFieldSet newer =
        UnknownFieldSet.newBuilder()
            .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
            .build();
    io.quorate.v1.GroupSpec.Builder message =
        small().addChecks(check(Probe.newBuilder()).setSeverityValue(7).setWhereValue(8));
    message.getFailoverBuilder().setModeValue(9).setUnknownFields(newer);

    assertThat(paths(message))
        .containsExactly(
            "failover",
            "failover.mode",
            "checks[0].probe",
            "checks[0].severity",
            "checks[0].where");
    assertThatThrownBy(() -> GroupMessages.stored(message.build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("failover.mode");
  }

  /** A replica that dropped it would have another state than the others. */
  @Test
  void anEntryWithAFieldOfANewerVersionIsNotUnderstood() {
    UnknownFieldSet newer =
        UnknownFieldSet.newBuilder()
            .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
            .build();
    io.quorate.v1.GroupSpec.Builder message = EveryField.message().toBuilder();
    message.getResourcesBuilder(0).getServiceBuilder().setUnknownFields(newer);

    assertThatThrownBy(() -> GroupMessages.logged(message.build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("resources[0].service");
    assertThat(GroupMessages.accepted(message.build()).value())
        .as("nor does a node run a service of which it knows a part")
        .isNull();
  }

  @Test
  void everythingThatIsWrongWithFactsIsNamed() {
    io.quorate.v1.GroupSpec.Builder message =
        small()
            .addFacts(
                Fact.newBuilder()
                    .setName("one")
                    .setKind("size")
                    .setRule("same")
                    .setOnMismatch("stop"))
            .addFacts(
                Fact.newBuilder()
                    .setName("two")
                    .setKind("version")
                    .setInterval(Duration.newBuilder().setSeconds(60)))
            .addFacts(
                Fact.newBuilder()
                    .setName("three")
                    .setKind("version")
                    .setRule("equal")
                    .setAtLeast("ten"))
            .addFacts(Fact.newBuilder().setName("Four").setKind("readiness"));
    message.getMembersBuilder(0).putFacts("X", "\0");

    assertThat(paths(message))
        .containsExactly(
            "members[0].facts.X",
            "members[0].facts.X",
            "facts[0].kind",
            "facts[0].rule",
            "facts[0].on_mismatch",
            "facts[1].command",
            "facts[2].rule",
            "facts[2].at_least",
            "facts[3].name",
            "facts[3].rule");
  }

  @Test
  void whatFollowsIsWrittenOnlyWhereItIsNotTheUsual() {
    Fact.Builder fact = Fact.newBuilder().setName("x").setKind("version");
    for (String what : List.of("", "tell", "hold")) {
      GroupSpec spec =
          Objects.requireNonNull(
              GroupMessages.accepted(small().addFacts(fact.setOnMismatch(what)).build()).value());
      assertThat(GroupMessages.of(spec).getFacts(0).getOnMismatch())
          .isEqualTo(what.equals("hold") ? "hold" : "");
    }
  }

  @Test
  void aReadinessNeedsNoValue() {
    io.quorate.v1.GroupSpec.Builder message =
        small()
            .addFacts(Fact.newBuilder().setName("one").setKind("readiness").addCommand("up"))
            .addFacts(Fact.newBuilder().setName("two").setKind("plugin").addCommand("list"));

    io.quorate.v1.GroupSpec whole = GroupMessages.of(GroupMessages.stored(message.build()));

    assertThat(whole.getFactsList()).extracting(Fact::getRule).containsExactly("known", "equal");
    assertThat(whole.getFacts(0).getInterval().getSeconds()).isEqualTo(60);
    assertThat(whole.getFacts(0).getTimeout().getSeconds()).isEqualTo(10);
  }

  @Test
  void aDeclarationHasALimit() {
    io.quorate.v1.GroupSpec.Builder message = small();
    Service.Builder service = Service.newBuilder().addCommand("run");
    for (int part = 0; part < 5; part++) {
      service.addCommand("x".repeat(60_000));
    }
    message.addResources(service(service));

    assertThat(refusals(message))
        .extracting(Refusal::reason, Refusal::path)
        .containsExactly(tuple(Reason.LIMIT_EXCEEDED, ""));
  }

  /** What is stored and sent to the nodes is the declaration with its defaults. */
  @Test
  void theLimitIsThatOfTheDeclarationWithItsDefaults() {
    int room = GroupMessages.MAX_BYTES - 60;
    Service.Builder service = Service.newBuilder();
    while (room > 60_000) {
      service.addCommand("x".repeat(60_000));
      room -= 60_010;
    }
    service.addCommand("x".repeat(room));
    io.quorate.v1.GroupSpec.Builder message = small().addResources(service(service));
    assertThat(message.build().getSerializedSize()).isLessThan(GroupMessages.MAX_BYTES);

    assertThat(refusals(message))
        .extracting(Refusal::reason)
        .containsExactly(Reason.LIMIT_EXCEEDED);
  }

  @Test
  void aFloodOfMistakesIsToldInPart() {
    io.quorate.v1.GroupSpec.Builder message = small();
    for (int i = 0; i < 10_000; i++) {
      message.addMembers(GroupMember.newBuilder().setNode("X"));
    }
    assertThat(refusals(message)).hasSizeBetween(1, 201);
  }
}
