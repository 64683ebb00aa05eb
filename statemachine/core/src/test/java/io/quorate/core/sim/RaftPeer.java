package io.quorate.core.sim;

import io.quorate.core.NodeId;
import io.quorate.core.Term;
import io.quorate.core.leader.Voters;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.Request;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One voter of a small Raft: elections by majority, a log whose uncommitted tail may be
 * overwritten, leaders that do not know that they are deposed, snapshots for those who are too far
 * behind, leadership that is handed over, voters that are replaced by way of both sets (joint). No
 * pre-vote, and nobody is caught up before it votes.
 */
final class RaftPeer {
  /** As an index: the entry may be appended later. */
  static final long LATER = -1;

  private static final long APPEND_PERIOD = Millis.of(100);
  private static final long ELECTION_MIN = Millis.of(300);
  private static final long ELECTION_MAX = Millis.of(600);

  private final World world;
  private final Machine self;
  private final RaftDisk disk;
  private final Dice dice;
  private final Set<Voter> votes = new TreeSet<>();
  private final Map<Voter, Long> next = new TreeMap<>();
  private final Map<Voter, Long> match = new TreeMap<>();
  private final Map<Voter, Long> heard = new TreeMap<>();
  private Role role = Role.FOLLOWER;
  private @Nullable Voter leader;
  private long electionDue;
  private long commit;
  private long applied;
  private long firstOwnIndex;

  private enum Role {
    FOLLOWER,
    CANDIDATE,
    LEADER
  }

  RaftPeer(World world, Machine self, RaftDisk disk) {
    this.world = world;
    this.self = self;
    this.disk = disk;
    this.dice = world.dice(Dice.Concern.RAFT);
  }

  void start() {
    commit = disk.snapshot().index();
    applied = commit;
    putOffElection();
    electionTimer();
  }

  /** The term that this voter is in: it has not voted in a later one. */
  Term term() {
    return new Term(disk.term);
  }

  boolean leads() {
    return role == Role.LEADER;
  }

  /** Whether it leads and has applied the first entry of its term. */
  boolean ready() {
    return leads() && applied >= firstOwnIndex;
  }

  @Nullable NodeId leaderHint() {
    Voter known = leader;
    return leads() ? self.id() : known == null ? null : known.node();
  }

  /** Who votes, as far as this peer knows; a leader works by it before it is committed. */
  Voters voters() {
    return disk.voters();
  }

  /** Lets one peer vote in the place of another; both sets count until that is committed. */
  void seatVoter(Voter voter) {
    Voters present = disk.voters();
    boolean settled = !present.changing() && disk.votersIndex() <= commit;
    if (!ready() || !settled || present.current().contains(voter) || self.diskHangs()) {
      return;
    }
    SortedSet<Voter> wanted = new TreeSet<>(present.current());
    wanted.removeIf(other -> other.node().equals(voter.node()));
    wanted.add(voter);
    world.note(self, () -> voter + " is to vote in the place of its node");
    change(new Voters(wanted, present.current()));
  }

  private void change(Voters voters) {
    disk.append(new LogEntry(disk.term, self.stamp(), List.of(), voters));
    for (Voter voter : voters.all()) {
      next.putIfAbsent(voter, disk.lastIndex());
      match.putIfAbsent(voter, 0L);
      heard.putIfAbsent(voter, world.queue.now());
    }
    replicate();
  }

  /** Once a majority of both sets has that both count, the new ones alone do. */
  private void completeChange() {
    Voters present = disk.voters();
    if (leads() && present.changing() && disk.votersIndex() <= commit && !self.diskHangs()) {
      world.count("voter replaced");
      change(new Voters(present.current(), new TreeSet<>()));
    }
  }

  long applied() {
    return applied;
  }

  /**
   * Appends when it leads.
   *
   * @return the index; 0 when it surely does not append, {@link #LATER} when its disk hangs
   */
  long propose(List<Request> requests) {
    if (!leads()) {
      return 0;
    }
    if (self.diskHangs()) {
      long term = disk.term;
      self.whenDiskWorks(
          () -> {
            if (leads() && disk.term == term) {
              propose(requests);
            }
          });
      return LATER;
    }
    disk.append(new LogEntry(disk.term, self.stamp(), requests));
    replicate();
    return disk.lastIndex();
  }

  /** The voters that have nearly all of this leader's log, itself included. */
  Set<NodeId> caughtUp() {
    Set<NodeId> nodes = new TreeSet<>();
    nodes.add(self.id());
    match.forEach(
        (voter, index) -> {
          if (index >= commit && commit > 0) {
            nodes.add(voter.node());
          }
        });
    return nodes;
  }

  /** Gives leadership up; it may be elected again. */
  void giveUp() {
    if (leads()) {
      follow(disk.term, null);
    }
  }

  long lastIndex() {
    return disk.lastIndex();
  }

  private void electionTimer() {
    if (leads()) {
      watch();
    } else if (world.queue.now() >= electionDue) {
      campaign();
    }
    self.after(
        leads() ? ELECTION_MIN : Math.max(1, electionDue - world.queue.now()), this::electionTimer);
  }

  /**
   * Gives up leadership when no majority was heard; not needed for safety, so some scenarios do
   * without.
   */
  private void watch() {
    long since = world.queue.now() - 2 * ELECTION_MAX;
    Set<Voter> alive = new TreeSet<>();
    alive.add(self.voter());
    heard.forEach(
        (voter, at) -> {
          if (at >= since) {
            alive.add(voter);
          }
        });
    if (world.scenario.watchdog() == Scenario.Watchdog.ON && !disk.voters().majority(alive)) {
      world.note(self, () -> "gives up leadership of term " + disk.term);
      follow(disk.term, null);
    } else if (self.loopStuckFor() > 2 * ELECTION_MAX) {
      world.note(self, () -> "gives up leadership of term " + disk.term + ": its loop is stuck");
      giveUp();
    }
  }

  private void campaign() {
    if (self.diskHangs() || !disk.voters().all().contains(self.voter())) {
      putOffElection();
      return;
    }
    disk.term++;
    disk.vote = self.voter();
    role = Role.CANDIDATE;
    leader = null;
    votes.clear();
    votes.add(self.voter());
    putOffElection();
    long term = disk.term;
    long lastIndex = disk.lastIndex();
    long lastTerm = disk.termAt(lastIndex);
    Voter me = self.voter();
    toOthers(to -> to.raft().requestVote(me, term, lastIndex, lastTerm));
    if (disk.voters().majority(votes)) {
      lead();
    }
  }

  private void requestVote(Voter candidate, long term, long lastIndex, long lastTerm) {
    if (self.diskHangs()) {
      self.whenDiskWorks(() -> requestVote(candidate, term, lastIndex, lastTerm));
      return;
    }
    observe(term);
    boolean upToDate =
        lastTerm > disk.termAt(disk.lastIndex())
            || (lastTerm == disk.termAt(disk.lastIndex()) && lastIndex >= disk.lastIndex());
    boolean free = disk.vote == null || candidate.equals(disk.vote);
    if (term != disk.term || !free || !upToDate || role != Role.FOLLOWER) {
      return;
    }
    disk.vote = candidate;
    putOffElection();
    Voter me = self.voter();
    send(candidate, to -> to.raft().voted(me, term));
  }

  private void voted(Voter voter, long term) {
    if (role != Role.CANDIDATE || term != disk.term) {
      return;
    }
    votes.add(voter);
    if (disk.voters().majority(votes)) {
      lead();
    }
  }

  private void lead() {
    role = Role.LEADER;
    next.clear();
    match.clear();
    heard.clear();
    for (Voter voter : disk.voters().all()) {
      next.put(voter, disk.lastIndex() + 1);
      match.put(voter, 0L);
    }
    toEach(voter -> heard.put(voter, world.queue.now()));
    firstOwnIndex = disk.lastIndex() + 1;
    world.note(self, () -> "leads term " + disk.term);
    propose(List.of());
    appendTimer(disk.term);
    self.elected();
  }

  private void appendTimer(long term) {
    if (leads() && disk.term == term) {
      replicate();
      self.after(APPEND_PERIOD, () -> appendTimer(term));
    }
  }

  private void replicate() {
    toEach(this::appendTo);
  }

  private void appendTo(Voter voter) {
    long previous = next.getOrDefault(voter, 1L) - 1;
    if (previous < disk.snapshot().index()) {
      install(voter);
      return;
    }
    Append append =
        new Append(
            self.voter(), disk.term, previous, disk.termAt(previous), disk.after(previous), commit);
    next.put(voter, disk.lastIndex() + 1);
    send(voter, to -> to.raft().append(append));
  }

  /** The entries that the voter needs are gone: it gets what they have come to. */
  private void install(Voter voter) {
    RaftSnapshot snapshot = disk.snapshot();
    Append instead =
        new Append(self.voter(), disk.term, snapshot.index(), snapshot.term(), List.of(), commit);
    next.put(voter, snapshot.index() + 1);
    world.count("snapshot sent");
    send(voter, to -> to.raft().installed(instead, snapshot));
  }

  private void installed(Append message, RaftSnapshot snapshot) {
    observe(message.term());
    if (message.term() < disk.term) {
      return;
    }
    if (snapshot.index() > commit) {
      disk.install(snapshot);
      commit = snapshot.index();
      applied = commit;
      self.restored(snapshot);
      world.count("snapshot installed");
      world.note(self, () -> "installs the snapshot of " + snapshot.index());
    }
    append(message);
  }

  /** Asks another voter to campaign at once. */
  void handOver(NodeId to) {
    long term = disk.term;
    world.network.send(
        Network.Channel.RAFT, self.id(), to, other -> other.raft().campaignNow(term));
  }

  private void campaignNow(long term) {
    if (term == disk.term && !leads()) {
      world.note(self, () -> "is to lead instead");
      campaign();
    }
  }

  /** What a leader sends to a follower. */
  private record Append(
      Voter leader,
      long term,
      long previous,
      long previousTerm,
      List<LogEntry> entries,
      long commit) {}

  private void append(Append message) {
    observe(message.term());
    if (message.term() < disk.term) {
      return;
    }
    role = Role.FOLLOWER;
    leader = message.leader();
    putOffElection();
    if (!message.entries().isEmpty() && self.diskHangs()) {
      self.whenDiskWorks(() -> append(message));
      return;
    }
    // What a snapshot holds is committed, so it is the same everywhere.
    boolean known = message.previous() < disk.snapshot().index();
    boolean fits =
        known
            || (message.previous() <= disk.lastIndex()
                && disk.termAt(message.previous()) == message.previousTerm());
    if (!fits) {
      replyTo(message, Math.min(disk.lastIndex(), message.previous() - 1), Fit.NO);
      return;
    }
    take(message.previous(), message.entries());
    long matched = message.previous() + message.entries().size();
    commitTo(Math.min(message.commit(), matched));
    replyTo(message, matched, Fit.YES);
  }

  private enum Fit {
    YES,
    NO
  }

  private void take(long previous, List<LogEntry> entries) {
    long index = previous;
    for (LogEntry entry : entries) {
      index++;
      if (index <= disk.snapshot().index()) {
        continue;
      }
      if (index <= disk.lastIndex() && disk.termAt(index) != entry.term()) {
        if (index <= commit) {
          throw new InvariantBroken(
              "I4: on " + self + " the committed entry " + index + " is to be overwritten");
        }
        disk.dropFrom(index);
      }
      if (index > disk.lastIndex()) {
        disk.append(entry);
      }
    }
  }

  private void replyTo(Append message, long index, Fit fit) {
    Voter me = self.voter();
    send(message.leader(), to -> to.raft().appended(me, message.term(), index, fit));
  }

  private void appended(Voter voter, long term, long index, Fit fit) {
    if (!leads() || term != disk.term) {
      return;
    }
    heard.put(voter, world.queue.now());
    if (fit == Fit.NO) {
      next.put(voter, Math.max(1, Math.min(index + 1, next.getOrDefault(voter, 1L))));
      return;
    }
    long matched = Math.max(match.getOrDefault(voter, 0L), index);
    match.put(voter, matched);
    if (index < disk.lastIndex()) {
      // Something after it was lost on the way: the next append begins there.
      next.put(voter, matched + 1);
    }
    advance();
  }

  private void advance() {
    for (long index = disk.lastIndex(); index > commit; index--) {
      if (disk.termAt(index) != disk.term) {
        return;
      }
      Set<Voter> holders = new TreeSet<>();
      holders.add(self.voter());
      for (Map.Entry<Voter, Long> held : match.entrySet()) {
        if (held.getValue() >= index) {
          holders.add(held.getKey());
        }
      }
      if (disk.voters().majority(holders)) {
        commitTo(index);
        completeChange();
        return;
      }
    }
  }

  private void commitTo(long index) {
    commit = Math.max(commit, index);
    while (applied < commit) {
      applied++;
      self.apply(applied, disk.entry(applied));
      if (applied - disk.snapshot().index() >= world.scenario.snapshotEvery()) {
        disk.compact(
            new RaftSnapshot(
                applied,
                disk.termAt(applied),
                world.rules.snapshot(self.store()),
                disk.votersAt(applied)));
      }
    }
  }

  private void observe(long term) {
    if (term > disk.term) {
      follow(term, null);
    }
  }

  private void follow(long term, @Nullable Voter known) {
    if (leads()) {
      self.deposed();
    }
    if (term > disk.term) {
      disk.term = term;
      disk.vote = null;
    }
    role = Role.FOLLOWER;
    leader = known;
    putOffElection();
  }

  private void putOffElection() {
    electionDue = world.queue.now() + dice.between(ELECTION_MIN, ELECTION_MAX);
  }

  private void toOthers(Consumer<Machine> delivery) {
    toEach(voter -> send(voter, delivery));
  }

  private void toEach(Consumer<Voter> action) {
    for (Voter voter : disk.voters().all()) {
      if (!voter.equals(self.voter())) {
        action.accept(voter);
      }
    }
  }

  /** What is meant for one peer of a node is nothing to another. */
  private void send(Voter to, Consumer<Machine> delivery) {
    world.network.send(
        Network.Channel.RAFT,
        self.id(),
        to.node(),
        machine -> {
          if (machine.voter().equals(to)) {
            delivery.accept(machine);
          }
        });
  }
}
