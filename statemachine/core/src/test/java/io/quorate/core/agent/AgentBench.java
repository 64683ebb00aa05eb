package io.quorate.core.agent;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.Term;
import io.quorate.core.declaration.Examples;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.Resource;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.lease.LeaseTerms;
import io.quorate.core.registry.Phase;
import io.quorate.core.serving.Directive;
import io.quorate.core.session.Changes;
import io.quorate.core.session.Heartbeat;
import io.quorate.core.session.HeartbeatAnswer;
import io.quorate.core.session.Order;
import io.quorate.core.session.Span;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Node a in its seventh run, with a clock that tests move and a leader that says what they want.
 */
final class AgentBench {
  static final NodeId A = new NodeId("a");
  static final NodeId B = new NodeId("b");
  static final GroupId G = new GroupId("g");
  static final GroupId H = new GroupId("h");
  static final long RUN = 7;
  static final LeaseTerms LEASE = new LeaseTerms(Duration.ofSeconds(2), Duration.ofMillis(310));

  final Map<GroupId, FakePlace> places = new TreeMap<>();
  final NodeAgent agent;
  ClockReading now = new ClockReading(0, 0, 1_700_000_000_000L);
  private long number;

  AgentBench() {
    this(AgentRules.PROTOCOL);
  }

  AgentBench(AgentRules rules) {
    agent =
        new NodeAgent(
            A, RUN, rules, spec -> places.computeIfAbsent(spec.name(), name -> new FakePlace()));
  }

  /** A group of a and b with one service. */
  static GroupSpec spec(GroupId name) {
    return spec(name, Examples.service("s"));
  }

  static GroupSpec spec(GroupId name, Resource... resources) {
    return new GroupSpec(
        name,
        List.of(new GroupMember(A, List.of()), new GroupMember(B, List.of())),
        TimingProfile.LAN.timing(),
        FailoverPolicy.DEFAULT,
        List.of(resources),
        List.of());
  }

  static Order order(Directive.Step step, long epoch, @Nullable LeaseTerms lease) {
    return new Order(
        new Directive(step, new Epoch(epoch)),
        lease,
        new Revision(1),
        new Order.Holding(Phase.ACTIVE, A, List.of()),
        Order.Automation.RUNNING,
        "",
        "");
  }

  Heartbeat beat(long term) {
    return agent.beat(new Term(term));
  }

  /** The leader's whole picture, with the declaration of each group in it. */
  HeartbeatAnswer answer(Heartbeat to, long term, Map<GroupId, Order> orders) {
    SortedMap<GroupId, GroupSpec> specs = new TreeMap<>();
    orders.keySet().forEach(name -> specs.put(name, spec(name)));
    return answer(to, term, orders, specs);
  }

  HeartbeatAnswer answer(
      Heartbeat to, long term, Map<GroupId, Order> orders, SortedMap<GroupId, GroupSpec> specs) {
    number++;
    return new HeartbeatAnswer(
        to.id(),
        B,
        new Term(term),
        new Changes<>(new Span(Span.WHOLE, number), new TreeMap<>(orders), new TreeSet<>()),
        specs,
        to.reports().span().number(),
        Duration.ofMillis(200));
  }

  /** The leader confirms its last picture: nothing is new. */
  HeartbeatAnswer nothingNew(Heartbeat to, long term) {
    return new HeartbeatAnswer(
        to.id(),
        B,
        new Term(term),
        new Changes<>(new Span(number, number), new TreeMap<>(), new TreeSet<>()),
        new TreeMap<>(),
        to.reports().span().number(),
        Duration.ofMillis(200));
  }

  void answered(Heartbeat to, long term, Map<GroupId, Order> orders) {
    agent.answered(now, answer(to, term, orders));
    agent.advance(NodeAgent.Turn.ALL, now);
  }

  /** The leader of term 1 says this of the group, and the node does it. */
  void told(GroupId name, Order order) {
    answered(beat(1), 1, Map.of(name, order));
  }

  void told(GroupId name, Directive.Step step) {
    told(name, order(step, 3, LEASE));
  }

  /** Is told to serve epoch 3 of these groups, with a lease. */
  void serve(GroupId... names) {
    Map<GroupId, Order> orders = new TreeMap<>();
    for (GroupId name : names) {
      orders.put(name, order(Directive.Step.SERVE, 3, LEASE));
    }
    answered(beat(1), 1, orders);
  }

  /** The leader says this of the group, whose declaration the node has. */
  void ordered(GroupId name, Order order) {
    agent.answered(now, answer(beat(1), 1, Map.of(name, order), new TreeMap<>()));
    advance();
  }

  /** The leader says this of a group that is declared so in this revision. */
  void declared(GroupSpec spec, long revision, Order order) {
    Order of =
        new Order(
            order.directive(),
            order.lease(),
            new Revision(revision),
            order.role(),
            order.automation(),
            order.cause(),
            order.held());
    SortedMap<GroupId, GroupSpec> specs = new TreeMap<>();
    specs.put(spec.name(), spec);
    agent.answered(now, answer(beat(1), 1, Map.of(spec.name(), of), specs));
    advance();
  }

  /** A group that the node has from an earlier run; no leader has spoken of it. */
  GroupAgent taken(GroupId name) {
    return Objects.requireNonNull(agent.take(spec(name), new Revision(1)));
  }

  void passes(Duration time) {
    now = now.plus(time);
  }

  /** Works on all groups; says whether there are news. */
  boolean advance() {
    return agent.advance(NodeAgent.Turn.ALL, now);
  }

  GroupAgent group(GroupId name) {
    return Objects.requireNonNull(agent.groups().get(name));
  }

  FakePlace place(GroupId name) {
    return Objects.requireNonNull(places.get(name));
  }

  MemberReport report(GroupId name) {
    return Objects.requireNonNull(
        agent.beat(new Term(99)).reports().present().get(name), "a new leader is told all");
  }
}
