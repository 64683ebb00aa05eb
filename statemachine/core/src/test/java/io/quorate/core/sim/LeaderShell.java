package io.quorate.core.sim;

import io.quorate.core.ClockReading;
import io.quorate.core.ClusterClock;
import io.quorate.core.ClusterTime;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Term;
import io.quorate.core.leader.KnownCluster;
import io.quorate.core.leader.Leader;
import io.quorate.core.leader.LeaderOutput;
import io.quorate.core.leader.LeaderSetting;
import io.quorate.core.leader.ProposalEnd;
import io.quorate.core.leader.ProposalId;
import io.quorate.core.leader.RaftView;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.NodeRecord;
import io.quorate.core.registry.Registry;
import io.quorate.core.registry.Request;
import io.quorate.core.session.Heartbeat;
import io.quorate.core.session.HeartbeatAnswer;
import io.quorate.core.store.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What carries messages and proposals for the leader of one term: the shell around the leader that
 * ships, on a simulated network and log.
 */
final class LeaderShell implements LeaderOutput.Cases {
  /** How long a leader that cannot do its work keeps leadership. */
  static final Duration PATIENCE = Duration.ofMillis(600);

  private static final long TICK = Millis.of(20);

  private final World world;
  private final Machine self;
  private final Leader leader;
  private final SortedMap<Long, List<ProposalId>> inLog = new TreeMap<>();
  private List<LeaderOutput.Propose> asked = new ArrayList<>();

  LeaderShell(World world, Machine self, Term term) {
    this.world = world;
    this.self = self;
    ClockReading now = self.clock();
    this.leader =
        new Leader(
            new LeaderSetting(self.voter(), definition(world), PATIENCE, spec -> 1_000),
            world.rules.leader(),
            term,
            world.rules.time(new ClusterClock(Registry.time(self.store()), now)),
            now);
  }

  private static Command.DefineCluster definition(World world) {
    List<NodeRecord> nodes = new ArrayList<>();
    world.all().forEach(machine -> nodes.add(new NodeRecord(machine.id(), machine.kind())));
    return new Command.DefineCluster("sim", world.rules.nodes(nodes));
  }

  void start() {
    world.note(self, () -> "acts as leader of term " + leader.term());
    perform(leader.begin(KnownCluster.of(self.store()), raft(), self.clock()));
    tick();
  }

  Term term() {
    return leader.term();
  }

  ClusterTime time(ClockReading now) {
    return leader.time(now);
  }

  @Nullable GroupRecord group(GroupId name) {
    return self.store().get(Table.GROUPS, name.value());
  }

  Leader leader() {
    return leader;
  }

  private RaftView raft() {
    RaftView.Standing standing =
        self.raft().leads() ? RaftView.Standing.READY : RaftView.Standing.UNSURE;
    return new RaftView(
        self.raft().term(),
        standing,
        world.rules.attesting(self.raft().voters(), self.voter()),
        new TreeSet<>(self.raft().caughtUp()));
  }

  private boolean leading() {
    return this.equals(self.loop());
  }

  private void tick() {
    if (leading()) {
      self.unlessStuck(
          () -> {
            if (leading()) {
              perform(leader.tick(raft(), self.clock()));
              self.after(TICK, this::tick);
            }
          });
    }
  }

  void heartbeat(Heartbeat beat) {
    perform(leader.heartbeat(beat, self.clock(), raft()));
  }

  /** Proposes what a person asks for. */
  void ask(Request request) {
    perform(leader.propose(request));
  }

  void applied(long index, LogEntry entry, List<Decision> decisions) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < decisions.size(); i++) {
      boolean own = entry.term() == leader.term().value();
      if (own && entry.requests().get(i).intent() != null) {
        world.answered(entry.requests().get(i), decisions.get(i));
      }
      if (decisions.get(i) instanceof Decision.Accepted accepted) {
        events.addAll(accepted.events());
      }
    }
    if (!events.isEmpty()) {
      perform(leader.applied(events, this::group, self.clock()));
    }
    List<ProposalId> own = inLog.remove(index);
    for (int i = 0; own != null && i < own.size(); i++) {
      boolean accepted = decisions.get(i) instanceof Decision.Accepted;
      ended(own.get(i), accepted ? ProposalEnd.ACCEPTED : ProposalEnd.REJECTED);
    }
  }

  private void ended(ProposalId id, ProposalEnd end) {
    perform(leader.proposalEnded(id, end));
  }

  private void perform(List<LeaderOutput> outputs) {
    outputs.forEach(output -> output.dispatch(this));
    flush();
  }

  /** What was asked for at once leaves in one batch or several, each with an end of its own. */
  private void flush() {
    List<LeaderOutput.Propose> batch = asked;
    asked = new ArrayList<>();
    if (batch.isEmpty()) {
      return;
    }
    int cut = world.splits(batch.size());
    List<List<LeaderOutput.Propose>> batches =
        cut == 0
            ? List.of(batch)
            : List.of(batch.subList(0, cut), batch.subList(cut, batch.size()));
    List<LeaderOutput.Propose> refused = new ArrayList<>();
    for (List<LeaderOutput.Propose> each : batches) {
      if (!send(each)) {
        refused.addAll(each);
      }
    }
    boolean some = !refused.isEmpty() && refused.size() < batch.size();
    List<LeaderOutput.Propose> told = some ? world.rules.toldRefused(refused, batch) : refused;
    told.forEach(each -> self.after(0, () -> endedIfLeading(each, ProposalEnd.NOT_PROPOSED)));
  }

  private void endedIfLeading(LeaderOutput.Propose proposal, ProposalEnd end) {
    if (leading()) {
      ended(proposal.id(), end);
    }
  }

  /** Sends a batch to the log; false when it surely never gets there. */
  private boolean send(List<LeaderOutput.Propose> batch) {
    List<Request> requests = batch.stream().map(LeaderOutput.Propose::request).toList();
    World.Luck luck = world.moments.proposing(requests);
    if (luck == World.Luck.REFUSED) {
      return false;
    }
    if (luck == World.Luck.LATE) {
      long term = leader.term().value();
      self.after(
          world.heldUp(),
          () -> {
            if (self.raft().leads() && self.raft().term().value() == term) {
              self.propose(requests);
            }
          });
    } else if (luck != World.Luck.LOST) {
      long index = self.propose(requests);
      if (index == 0) {
        return false;
      }
      if (luck == World.Luck.ARRIVES && index > 0) {
        inLog.put(index, batch.stream().map(LeaderOutput.Propose::id).toList());
      }
    }
    if (luck != World.Luck.ARRIVES) {
      self.after(
          Millis.of(1_000), () -> batch.forEach(each -> endedIfLeading(each, ProposalEnd.UNKNOWN)));
    }
    world.perhapsAgain(requests);
    return true;
  }

  @Override
  public void answer(LeaderOutput.Answer output) {
    HeartbeatAnswer answer = world.rules.told(output.answer(), this::group);
    NodeId to = answer.to().node();
    world.network.send(Network.Channel.SESSION, self.id(), to, node -> node.answered(answer));
  }

  @Override
  public void decline(LeaderOutput.Decline output) {
    // For the sender that is the same as a message that was lost.
  }

  @Override
  public void askVoters(LeaderOutput.AskVoters output) {
    for (Voter voter : output.voters()) {
      world.network.send(
          Network.Channel.SESSION,
          self.id(),
          voter.node(),
          to -> attest(to, voter, output.round()));
    }
  }

  private void attest(Machine machine, Voter voter, long round) {
    @Nullable Term read = machine.voter().equals(voter) ? machine.raft().term() : null;
    world.network.send(
        Network.Channel.SESSION,
        machine.id(),
        self.id(),
        to -> {
          if (leading()) {
            perform(leader.voterAnswered(round, voter, read, raft(), self.clock()));
          }
        });
  }

  @Override
  public void propose(LeaderOutput.Propose output) {
    asked.add(output);
  }

  @Override
  public void nudge(LeaderOutput.Nudge output) {
    world.network.send(Network.Channel.SESSION, self.id(), output.node(), Machine::nudged);
  }

  @Override
  public void handOver(LeaderOutput.HandOver output) {
    world.count("leadership placed");
    self.raft().handOver(output.to());
  }

  @Override
  public void seatVoter(LeaderOutput.SeatVoter output) {
    self.raft().seatVoter(output.voter());
  }

  @Override
  public void giveUp(LeaderOutput.GiveUp output) {
    world.count("leadership given up");
    world.note(self, () -> "gives up: " + output.cause());
    self.raft().giveUp();
  }
}
