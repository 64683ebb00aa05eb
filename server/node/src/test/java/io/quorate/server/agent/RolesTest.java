package io.quorate.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.Term;
import io.quorate.core.agent.AgentRules;
import io.quorate.core.agent.NodeAgent;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.core.lease.LeaseTerms;
import io.quorate.core.registry.Phase;
import io.quorate.core.serving.Directive;
import io.quorate.core.session.Changes;
import io.quorate.core.session.Heartbeat;
import io.quorate.core.session.HeartbeatAnswer;
import io.quorate.core.session.Order;
import io.quorate.core.session.Span;
import io.quorate.server.cluster.ReadyPlace;
import io.quorate.server.process.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the files tell while a leader that says what the test wants extends leases. */
final class RolesTest {
  private static final NodeId A = new NodeId("a");
  private static final GroupId G = new GroupId("g");
  private static final GroupId H = new GroupId("h");
  private static final long RUN = 7;
  private static final Duration BEAT = Duration.ofMillis(200);
  private static final LeaseTerms LEASE =
      new LeaseTerms(Duration.ofSeconds(2), Duration.ofMillis(310));

  @TempDir private Path directory;

  private final NodeAgent agent =
      new NodeAgent(
          A, RUN, AgentRules.PROTOCOL, spec -> new ReadyPlace(List::of, List::of, hold -> {}));
  private ClockReading now = new ClockReading(50_000_000_000L, 90_000_000_000L, 1_700_000_000_000L);
  private long number;
  private Roles roles;

  @BeforeEach
  void begin() throws IOException {
    roles = new Roles(A, RUN, directory, () -> now);
  }

  @AfterEach
  void end() {
    roles.close();
  }

  private static GroupSpec spec(GroupId name) {
    return new GroupSpec(
        name,
        List.of(new GroupMember(A, List.of()), new GroupMember(new NodeId("b"), List.of())),
        TimingProfile.LAN.timing(),
        FailoverPolicy.DEFAULT,
        List.of(),
        List.of());
  }

  private static Order serve(@Nullable LeaseTerms lease) {
    return new Order(
        new Directive(Directive.Step.SERVE, new Epoch(3)),
        lease,
        new Revision(1),
        new Order.Holding(Phase.ACTIVE, A, List.of("10.0.0.1:80")),
        Order.Automation.RUNNING,
        "",
        "");
  }

  /** A heartbeat leaves, is answered with these orders, and what follows is done and shown. */
  private void answered(Map<GroupId, Order> orders) {
    Heartbeat beat = agent.beat(new Term(1));
    TreeMap<GroupId, GroupSpec> specs = new TreeMap<>();
    orders.keySet().forEach(name -> specs.put(name, spec(name)));
    number++;
    agent.answered(
        now,
        new HeartbeatAnswer(
            beat.id(),
            new NodeId("b"),
            new Term(1),
            new Changes<>(new Span(Span.WHOLE, number), new TreeMap<>(orders), new TreeSet<>()),
            specs,
            beat.reports().span().number(),
            BEAT));
    agent.advance(NodeAgent.Turn.ALL, now);
    agent
        .takeTouched()
        .forEach(
            name ->
                Optional.ofNullable(agent.groups().get(name))
                    .ifPresentOrElse(
                        group -> roles.show(group, agent.extendedFrom()), () -> roles.gone(name)));
    roles.answered(agent);
    now = now.plus(BEAT);
  }

  private RoleFile role(GroupId group) {
    return RoleFiles.role(directory, group.value()).orElseThrow();
  }

  private long counted() {
    return RoleFiles.leases(directory).map(LeaseFile::countedFromBootNanos).orElse(0L);
  }

  private void awaitCounted(long from) throws InterruptedException {
    Await.until(() -> "counted from " + counted() + ", not " + from, () -> counted() == from);
  }

  @Test
  void anActiveIsToldForHowLongFromWhen() throws Exception {
    long sent = now.bootNanos();
    answered(Map.of(G, serve(LEASE)));
    awaitCounted(sent);

    RoleFile file = role(G);
    assertThat(file.role()).isEqualTo("active");
    assertThat(file.epoch()).isEqualTo(3);
    assertThat(file.holder()).isEqualTo("a");
    assertThat(file.endpoints()).containsExactly("10.0.0.1:80");
    long end = sent + LEASE.lease().toNanos();
    assertThat(RoleFiles.leases(directory).orElseThrow().endOf(file)).isEqualTo(end);
    assertThat(roles.shown().leaseEnd(file)).isEqualTo(end);
  }

  @Test
  void whatIsExtendedCostsNoFileOfAGroup() throws Exception {
    long first = now.bootNanos();
    answered(Map.of(G, serve(LEASE), H, serve(LEASE)));
    awaitCounted(first);
    Object before = Files.readAttributes(RoleFiles.file(directory, "g"), "unix:ino").get("ino");

    for (int beat = 0; beat < 4; beat++) {
      answered(Map.of(G, serve(LEASE), H, serve(LEASE)));
    }
    assertThat(roles.shown().leaseEnd(role(G)))
        .as("short by less than half")
        .isEqualTo(first + LEASE.lease().toNanos());
    long half = now.bootNanos();
    answered(Map.of(G, serve(LEASE), H, serve(LEASE)));
    awaitCounted(half);

    assertThat(half - first).isEqualTo(LEASE.lease().toNanos() / 2);
    assertThat(Files.readAttributes(RoleFiles.file(directory, "g"), "unix:ino"))
        .containsEntry("ino", before);
  }

  @Test
  void theShortestLeaseSaysWhenIsCountedAnew() throws Exception {
    LeaseTerms brief = new LeaseTerms(BEAT.multipliedBy(2), LEASE.fenceDelay());
    answered(Map.of(G, serve(LEASE), H, serve(brief)));
    long second = now.bootNanos();
    answered(Map.of(G, serve(LEASE), H, serve(brief)));
    awaitCounted(second);

    Set<Long> counts = new TreeSet<>();
    for (int beat = 0; beat < 10; beat++) {
      answered(Map.of(G, serve(LEASE), H, serve(null)));
      counts.add(Objects.requireNonNull(roles.shown().leases()).countedFromBootNanos());
    }
    assertThat(counts).as("by the longer one alone: in two seconds").hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void aLeaseThatIsNotExtendedGoesOnInNoFile() throws Exception {
    answered(Map.of(G, serve(LEASE), H, serve(LEASE)));
    long end = now.bootNanos() - BEAT.toNanos() + LEASE.lease().toNanos();
    for (int beat = 0; beat < 20; beat++) {
      answered(Map.of(G, serve(null), H, serve(LEASE)));
      Optional<LeaseFile> leases = RoleFiles.leases(directory); // before the role, as programs do
      long told = RoleFiles.role(directory, "g").map(file -> end(leases, file)).orElse(0L);
      assertThat(told).isLessThanOrEqualTo(end);
      assertThat(shownEnd(G)).isLessThanOrEqualTo(end);
    }
    assertThat(shownEnd(H)).isGreaterThan(end);
    Await.until(() -> "" + role(G), () -> role(G).leaseNanos() == 0);
  }

  private long shownEnd(GroupId group) {
    ShownRoles shown = roles.shown();
    return shown.leaseEnd(Objects.requireNonNull(shown.files().get(group)));
  }

  private static long end(Optional<LeaseFile> leases, RoleFile file) {
    return leases.map(counted -> counted.endOf(file)).orElse(0L);
  }

  @Test
  void whatAnEarlierRunLeftSaysNothingAndGoes() throws Exception {
    roles.close();
    RoleFile left =
        new RoleFile("old", "a", "active", 9, Instant.EPOCH, 5, RUN - 1, "a", List.of());
    Files.writeString(RoleFiles.file(directory, "old"), left.json());
    Files.writeString(RoleFiles.file(directory, "g"), left.json().replace("\"old\"", "\"g\""));
    begin();
    long sent = now.bootNanos();
    assertThat(role(G).epoch()).isEqualTo(9);
    answered(Map.of(G, serve(LEASE)));
    awaitCounted(sent);

    assertThat(RoleFiles.leases(directory).orElseThrow().endOf(left)).isZero();
    assertThat(RoleFiles.file(directory, "old")).doesNotExist();
    assertThat(role(G).epoch()).isEqualTo(3);
  }

  @Test
  void leasesOfAnotherStartOfTheMachineSayNothing() throws Exception {
    roles.close();
    Path leases = RoleFiles.directory(directory).resolve("LEASES");
    Files.writeString(leases, new LeaseFile("a", "another", RUN, 1).json());
    assertThat(RoleFiles.leases(directory)).isEmpty();
    Files.writeString(leases, new LeaseFile("a", RoleFiles.boot(), RUN, 1).json());
    assertThat(counted()).isEqualTo(1);
    Files.writeString(leases, "{\"node\": 1, \"run\": \"x\"}");
    assertThat(RoleFiles.leases(directory)).isEmpty();
  }

  @Test
  void leasesAreNotCountedAnewBeforeEachRoleIsWritten() throws Exception {
    Path blocked = RoleFiles.file(directory, "h");
    Files.createDirectories(blocked.resolve("in-the-way"));
    long sent = now.bootNanos();
    answered(Map.of(G, serve(LEASE), H, serve(LEASE)));
    Path tried = RoleFiles.directory(directory).resolve("h.json.next");
    Await.until(() -> "no attempt", () -> Files.exists(tried));
    assertThat(counted()).isZero();

    Files.delete(blocked.resolve("in-the-way"));
    Files.delete(blocked);
    awaitCounted(sent);
    assertThat(role(H).role()).isEqualTo("active");
  }

  @Test
  void aGroupThatIsNoneOfThisNodesHasNoFile() throws Exception {
    long sent = now.bootNanos();
    answered(Map.of(G, serve(LEASE)));
    awaitCounted(sent);
    answered(Map.of());
    answered(Map.of());
    Await.until(() -> "there is one still", () -> RoleFiles.role(directory, "g").isEmpty());
    assertThat(roles.shown().files()).isEmpty();
  }
}
