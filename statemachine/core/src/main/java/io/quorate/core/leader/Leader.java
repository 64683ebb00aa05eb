package io.quorate.core.leader;

import io.quorate.core.ClockReading;
import io.quorate.core.ClusterClock;
import io.quorate.core.ClusterTime;
import io.quorate.core.GroupId;
import io.quorate.core.LookQueue;
import io.quorate.core.NodeId;
import io.quorate.core.Term;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.facts.FactHolds;
import io.quorate.core.failover.LeadershipPlacement;
import io.quorate.core.failover.PlanDeadline;
import io.quorate.core.failover.Situation;
import io.quorate.core.lease.LeaseGrantor;
import io.quorate.core.lease.LeaseTerms;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.registry.GroupLookup;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Request;
import io.quorate.core.registry.RoleRecord;
import io.quorate.core.session.Heartbeat;
import io.quorate.core.session.HeartbeatAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the Raft leader decides during one term. Everything that it keeps is volatile: rebuilt from
 * the registry when the term begins, fed by events, gone with the term.
 *
 * <p>Not safe for use by several threads; its owner takes turns, and carries out what each call
 * returns.
 */
public final class Leader {
  /** How long voters may take to attest a term. */
  private static final Duration ATTEST_LIMIT = Duration.ofSeconds(1);

  /** How often it is looked who should lead. */
  private static final Duration PLACE_PERIOD = Duration.ofMillis(500);

  /** A node that was not heard from for so long should not be given leadership. */
  private static final Duration RECENT = Duration.ofMillis(500);

  private final LeaderSetting setting;
  private final LeaderRules rules;
  private final Term term;
  private final ClusterClock clock;
  private final ClockReading began;
  private final LeaseGrantor grantor;
  private final Proposals proposals;
  private final Attestation<Waiting> attestation;
  private final LeaderHealth health;
  private final Situations situations;
  private final AnswerBoards boards;
  private final ClusterWork cluster;
  private final MembershipWork membership = new MembershipWork();
  private final ConfigWork configurations = new ConfigWork();
  private final SweepWork sweeps = new SweepWork();
  private final RoleCounts roles = new RoleCounts();
  private final LookQueue looks = new LookQueue(LastLooks.LONGEST);
  private final LastLooks lastLooks = new LastLooks();
  private final Visible visible = new Visible();
  private final SortedMap<GroupId, GroupRecord> groups = new TreeMap<>();
  private final SortedMap<NodeId, HeardNode> heard = new TreeMap<>();
  private List<LeaderOutput> out = new ArrayList<>();
  private boolean givenUp;
  private @Nullable ClockReading placed;
  private @Nullable ClockReading handedOver;

  /** A heartbeat that waits for a majority's word. */
  private record Waiting(Heartbeat beat, ClockReading arrivedAt) {}

  /**
   * Begins a term: this node leads it and has applied its first entry and all before it (G3).
   *
   * @param setting what stays the same
   * @param rules what it follows
   * @param term which
   * @param clock the cluster's time
   * @param began what this machine's clocks show now
   */
  public Leader(
      LeaderSetting setting, LeaderRules rules, Term term, ClusterClock clock, ClockReading began) {
    this.setting = setting;
    this.rules = rules;
    this.term = term;
    this.clock = clock;
    this.began = began;
    this.grantor = rules.grantor().apply(term);
    this.proposals = new Proposals(term, grantor);
    this.attestation = new Attestation<>(setting.voter(), ATTEST_LIMIT);
    this.health = new LeaderHealth(setting.voter(), setting.patience(), began);
    this.situations = new Situations(clock, began, grantor, heard);
    this.boards = new AnswerBoards(setting, term, grantor, situations::held);
    this.cluster = new ClusterWork(setting.definition());
  }

  /** The term that it leads. */
  public Term term() {
    return term;
  }

  /** Cluster time, for the stamps of entries. */
  public ClusterTime time(ClockReading now) {
    return clock.at(now);
  }

  /** Takes up what the registry holds when the term begins (G3). */
  public List<LeaderOutput> begin(KnownCluster known, RaftView raft, ClockReading now) {
    cluster.begin(known);
    membership.begin(known);
    configurations.begin(known);
    sweeps.begin(known);
    known.groups().forEach(group -> put(group, now));
    workForAll(raft, now);
    return taken();
  }

  /**
   * A heartbeat arrived.
   *
   * @param arrivedAt read when it arrived, before anything else (G2)
   * @param raft read after that
   */
  public List<LeaderOutput> heartbeat(Heartbeat beat, ClockReading arrivedAt, RaftView raft) {
    if (!raft.leads(term)) {
      return List.of(new LeaderOutput.Decline(beat.id(), LeaderOutput.Decline.Why.NOT_LEADING));
    }
    if (!membership.sits(beat.voter())) {
      return List.of(new LeaderOutput.Decline(beat.id(), LeaderOutput.Decline.Why.REPLACED));
    }
    HeardNode known = heard.get(beat.id().node());
    if (known != null && !beat.id().after(known.last())) {
      return List.of(new LeaderOutput.Decline(beat.id(), LeaderOutput.Decline.Why.OVERTAKEN));
    }
    HeardNode node = listen(known, beat, arrivedAt);
    Heartbeat.Stay before = node.facts().stay();
    node.take(beat, arrivedAt).forEach(this::heardOf);
    if (before != beat.stay()) {
      visible.nodeChanged();
    }
    grantor.arrived(node.node(), arrivedAt);
    cluster.reports(node.node(), beat.levels());
    Set<Voter> attesting = attesting(beat);
    attesting.forEach(health::attests);
    health.hears(node.node(), setting.self());
    Waiting waiting = new Waiting(beat, arrivedAt);
    if (raft.voters().majority(attesting)) {
      answer(waiting, arrivedAt);
    } else if (!attestation.await(waiting)) {
      out.add(new LeaderOutput.Decline(beat.id(), LeaderOutput.Decline.Why.NO_MAJORITY));
    }
    ask(raft, arrivedAt);
    return taken();
  }

  private HeardNode listen(@Nullable HeardNode known, Heartbeat beat, ClockReading arrivedAt) {
    if (known != null && known.last().sameRun(beat.id())) {
      return known;
    }
    HeardNode first = new HeardNode(term, beat.id(), arrivedAt);
    heard.put(beat.id().node(), first);
    visible.nodeChanged();
    boards.open(beat.id().node(), groups.values());
    if (known != null) {
      known.groups().forEach(this::heardOf);
    }
    return first;
  }

  /** Something else is known of the group: before the node is answered it is seen what follows. */
  private void heardOf(GroupId name) {
    looks.atOnce(name);
    GroupRecord group = groups.get(name);
    if (group != null && FactHolds.possible(group.spec())) {
      boards.put(group);
    }
  }

  /**
   * Who attests the term by the heartbeat itself: this node, which leads it on the arrival, and the
   * sender. Only voters count.
   */
  private Set<Voter> attesting(Heartbeat beat) {
    Set<Voter> attesting = new TreeSet<>();
    attesting.add(setting.voter());
    if (beat.term().equals(term)) {
      attesting.add(beat.voter());
    }
    return attesting;
  }

  /** Sends the next question when somebody waits for it. */
  private void ask(RaftView raft, ClockReading now) {
    if (!attestation.wanted() && !health.wantsAttestation()) {
      return;
    }
    long round = attestation.begin(term, raft, now);
    if (round == 0) {
      return;
    }
    SortedSet<Voter> others = raft.voters().all();
    others.remove(setting.voter());
    out.add(new LeaderOutput.AskVoters(round, others));
    if (others.isEmpty()) {
      ended(attestation.answered(round, setting.voter(), raft.current(), raft), now);
    }
  }

  /**
   * A voter has answered a question, or surely will not.
   *
   * @param voter the peer that was asked
   * @param found the term that it read after it was asked; null when it did not answer, or another
   *     peer of its node did
   */
  public List<LeaderOutput> voterAnswered(
      long round, Voter voter, @Nullable Term found, RaftView raft, ClockReading now) {
    if (term.equals(found)) {
      health.attests(voter);
    }
    ended(attestation.answered(round, voter, found, raft), now);
    ask(raft, now);
    return taken();
  }

  private void ended(Attestation.@Nullable Ended<Waiting> round, ClockReading now) {
    if (round == null) {
      return;
    }
    for (Waiting waiting : round.waited()) {
      if (round.verdict() == Attestation.Verdict.ATTESTED) {
        answer(waiting, now);
      } else {
        out.add(
            new LeaderOutput.Decline(waiting.beat().id(), LeaderOutput.Decline.Why.NO_MAJORITY));
      }
    }
  }

  private void answer(Waiting waiting, ClockReading now) {
    HeardNode node = heard.get(waiting.beat().id().node());
    if (node == null || !node.last().sameRun(waiting.beat().id())) {
      out.add(new LeaderOutput.Decline(waiting.beat().id(), LeaderOutput.Decline.Why.OVERTAKEN));
      return;
    }
    if (!node.facts().answeredWithin(RECENT, now)) {
      node.groups().forEach(looks::atOnce);
    }
    node.answered(waiting.arrivedAt());
    HeartbeatAnswer answer = boards.answer(waiting.beat(), node, groups);
    out.add(new LeaderOutput.Answer(answer));
  }

  /**
   * Entries were applied.
   *
   * @param events what happened, in order
   * @param registry what the registry says of a group now; null when it has none
   */
  public List<LeaderOutput> applied(List<Event> events, GroupLookup registry, ClockReading now) {
    SortedSet<GroupId> touched = new TreeSet<>();
    for (Event event : events) {
      GroupId group = event.group();
      if (group != null) {
        touched.add(group);
      }
      cluster.happened(event);
      membership.happened(event).ifPresent(this::replaced);
      configurations.happened(event);
      sweeps.happened(event);
    }
    SortedSet<NodeId> concerned = new TreeSet<>();
    for (GroupId name : touched) {
      GroupRecord before = groups.get(name);
      GroupRecord group = registry.find(name);
      if (before != null) {
        before.spec().members().forEach(member -> concerned.add(member.node()));
      }
      if (group == null) {
        remove(name);
      } else {
        group.spec().members().forEach(member -> concerned.add(member.node()));
        put(group, now);
      }
    }
    health.moved();
    plan(now);
    concerned.forEach(node -> out.add(new LeaderOutput.Nudge(node)));
    return taken();
  }

  /** What the peer before said of the node says nothing of the one that has its place now. */
  private void replaced(NodeId node) {
    HeardNode before = heard.remove(node);
    if (before != null) {
      before.groups().forEach(looks::atOnce);
    }
    visible.nodeChanged();
  }

  private void put(GroupRecord group, ClockReading now) {
    GroupId name = group.spec().name();
    groups.put(name, group);
    roles.put(group);
    RoleRecord role = group.role();
    NodeId holder = role.holder();
    if (holder == null) {
      grantor.closed(name);
    } else {
      LeaseTerms terms = new LeaseTerms(role.lease(), role.fenceDelay());
      grantor.count(name, role.epoch(), holder, terms, now);
    }
    boards.put(group);
    looks.atOnce(name);
  }

  private void remove(GroupId name) {
    groups.remove(name);
    roles.remove(name);
    grantor.closed(name);
    boards.remove(name);
    situations.remove(name);
    looks.remove(name);
    lastLooks.remove(name);
    visible.removed(name);
  }

  /** Proposes what an operator asks for. */
  public List<LeaderOutput> propose(Request request) {
    begin(request, null);
    return taken();
  }

  private ProposalId begin(Request request, @Nullable GroupId plan) {
    LeaderOutput.Propose proposal = proposals.begin(request, plan);
    refresh(Proposals.closes(request));
    out.add(proposal);
    return proposal.id();
  }

  /** A proposal has ended: each has an end of its own. */
  public List<LeaderOutput> proposalEnded(ProposalId id, ProposalEnd end) {
    if (end.applied()) {
      health.moved();
    }
    cluster.ended(id);
    configurations.ended(id);
    sweeps.ended(id, end);
    Proposals.Ended ended = proposals.end(id, end);
    refresh(ended.extendable());
    GroupId idle = ended.idle();
    if (idle != null) {
      looks.atOnce(idle);
    }
    return taken();
  }

  /** The grantor may say something else of the group than before. */
  private void refresh(@Nullable GroupId name) {
    GroupRecord group = name == null ? null : groups.get(name);
    if (group != null) {
      boards.put(group);
    }
  }

  /** Time has passed: does what is due. */
  public List<LeaderOutput> tick(RaftView raft, ClockReading now) {
    health.look(raft, proposals.open(), setting.voter(), now).ifPresent(this::giveUp);
    if (!membership.sits(setting.voter())) {
      giveUp("another peer has the place of this node");
    }
    ended(attestation.overdue(now), now);
    heard.keySet().forEach(node -> visible.silence(node, situations.silence(node, now)));
    if (raft.leads(term)) {
      ask(raft, now);
      plan(now);
      sweep(now);
      ClockReading before = placed;
      if (before == null || now.leastSince(before).compareTo(PLACE_PERIOD) >= 0) {
        placed = now;
        workForAll(raft, now);
        place(raft, now);
      }
    }
    return taken();
  }

  private void giveUp(String cause) {
    if (!givenUp) {
      givenUp = true;
      out.add(new LeaderOutput.GiveUp(cause));
    }
  }

  private void plan(ClockReading now) {
    SortedSet<GroupId> changed = new TreeSet<>(looks.changed());
    visible.changed(changed);
    for (GroupId name : looks.due(now.monotonicNanos())) {
      GroupRecord group = groups.get(name);
      if (group == null || proposals.underWay(name)) {
        continue; // what is under way is looked at when it has ended
      }
      if (changed.contains(name) || !goesOn(group, now)) {
        look(group, now);
      }
    }
  }

  /** Nothing but heartbeats came, and those in time: what was found last still holds. */
  private boolean goesOn(GroupRecord group, ClockReading now) {
    GroupId name = group.spec().name();
    Duration good = lastLooks.goodFor(name, now);
    if (good.isZero() || !situations.undisturbed(group, now)) {
      return false;
    }
    Duration silence = situations.untilSilenceMatters(group, now);
    looks.after(name, Situations.shorter(silence, good), now.monotonicNanos());
    return true;
  }

  private void look(GroupRecord group, ClockReading now) {
    GroupId name = group.spec().name();
    Situation situation = situations.of(group, now);
    Duration timer = PlanDeadline.of(situation);
    visible.looked(situation, timer, now);
    List<Command> plan = rules.planner().apply(situation);
    for (Command command : plan) {
      begin(Request.byLeader(command, term), name);
    }
    if (plan.isEmpty()) {
      if (situations.undisturbed(group, now)) {
        lastLooks.looked(name, timer, now);
      } else {
        lastLooks.remove(name);
      }
      Duration silence = situations.untilSilenceMatters(group, now);
      looks.after(name, Situations.shorter(silence, timer), now.monotonicNanos());
    }
  }

  /** Has what is over dropped, once every voter knows what that is. */
  private void sweep(ClockReading now) {
    if (cluster.level().reaches(FeatureLevels.RUNTIME)) {
      ClusterTime time = clock.at(now);
      sweeps
          .due(time)
          .ifPresent(
              command -> sweeps.proposed(begin(Request.byLeader(command, term), null), time));
    }
  }

  private void workForAll(RaftView raft, ClockReading now) {
    membership.due(raft.voters(), now).ifPresent(out::add);
    cluster
        .due(raft.voters())
        .ifPresent(command -> cluster.proposed(begin(Request.byLeader(command, term), null)));
    for (ConfigCommand due : configurations.due(clock.at(now))) {
      Request request = Request.byLeader(new Command.Configure(due), term);
      configurations.proposed(begin(request, null), due);
    }
  }

  private void place(RaftView raft, ClockReading now) {
    ClockReading last = handedOver;
    boolean lately =
        last != null && now.leastSince(last).compareTo(LeadershipPlacement.SETTLING) < 0;
    if (lately || roles.unsettled()) {
      return;
    }
    SortedSet<NodeId> steady = new TreeSet<>();
    heard.forEach(
        (node, known) -> {
          boolean longHeard = known.upFor(now).compareTo(LeadershipPlacement.SETTLING) > 0;
          if (longHeard && now.leastSince(known.facts().arrivedAt()).compareTo(RECENT) < 0) {
            steady.add(node);
          }
        });
    LeadershipPlacement.Candidates candidates =
        new LeadershipPlacement.Candidates(setting.dataNodes(), raft.caughtUp(), steady);
    LeadershipPlacement.better(setting.self(), candidates, roles.held(), now.leastSince(began))
        .ifPresent(
            better -> {
              handedOver = now;
              out.add(new LeaderOutput.HandOver(better));
            });
  }

  /** What a decision about the group would rest on now; null when there is no such group. */
  public @Nullable Situation situation(GroupId name, ClockReading now) {
    GroupRecord group = groups.get(name);
    return group == null ? null : situations.of(group, now);
  }

  /** Every group. */
  public Collection<GroupRecord> groups() {
    return Collections.unmodifiableCollection(groups.values());
  }

  /** What it knows at this moment; costs no more for many groups than for few. */
  public LeaderPicture picture() {
    return situations.picture(term);
  }

  /** What may look otherwise since this was asked last, to somebody who watches. */
  public VisibleChange takeVisible() {
    return visible.take();
  }

  private List<LeaderOutput> taken() {
    List<LeaderOutput> taken = out;
    out = new ArrayList<>();
    return Collections.unmodifiableList(taken);
  }
}
