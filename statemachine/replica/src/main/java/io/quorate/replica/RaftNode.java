package io.quorate.replica;

import io.quorate.core.NodeKind;
import io.quorate.replica.connection.ConnectionBook;
import io.quorate.replica.disk.DurableFiles;
import io.quorate.replica.disk.ReplacedFile;
import io.quorate.replica.identity.DataLayout;
import io.quorate.replica.leadership.FollowerView;
import io.quorate.replica.leadership.LeaderView;
import io.quorate.replica.leadership.VoterSets;
import io.quorate.replica.peer.Peer;
import io.quorate.replica.peer.PeerId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.proto.RaftProtos.RoleInfoProto;
import org.apache.ratis.proto.RaftProtos.ServerRpcProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.SetConfigurationRequest;
import org.apache.ratis.protocol.SnapshotManagementRequest;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftConfiguration;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerRpcWithProxy;
import org.apache.ratis.server.storage.RaftStorage.StartupOption;
import org.apache.ratis.util.LifeCycle;
import org.jspecify.annotations.Nullable;

/** The Ratis server of this process, asked and told in our words. */
final class RaftNode {
  private static final long SNAPSHOT_TIMEOUT_MILLIS = 60_000;

  /** Of the log's port: each member has a few. */
  private static final int MOST_LINKS = 256;

  private final RaftServer server;
  private final RaftServer.Division division;
  private final RaftGroupId group;
  private final Proposals proposals;
  private final Peer own;
  private final VotedTerm term;
  private final ConnectionBook links;
  private volatile @Nullable Named named;

  private RaftNode(
      RaftServer server,
      RaftGroupId group,
      Proposals proposals,
      Peer own,
      VotedTerm term,
      ConnectionBook links)
      throws IOException {
    this.server = server;
    this.division = server.getDivision(group);
    this.group = group;
    this.proposals = proposals;
    this.own = own;
    this.term = term;
    this.links = links;
  }

  /** What a start does with the log. */
  enum Opening {
    /** Formats it and founds the group. */
    FOUND,
    /** Formats it and waits to be taken in. */
    LEARN_ANEW,
    /** Opens it and waits to be taken in. */
    LEARN_ON,
    /** Opens it. */
    GO_ON;

    StartupOption option() {
      return this == FOUND || this == LEARN_ANEW ? StartupOption.FORMAT : StartupOption.RECOVER;
    }

    boolean knowsGroup() {
      return this == FOUND || this == GO_ON;
    }
  }

  static RaftNode start(
      ReplicaConfig config,
      ReplicaStateMachine<?> stateMachine,
      Proposals proposals,
      Opening opening,
      RaftTweaks tweaks)
      throws IOException {
    RatisNumbers.prepare();
    DataLayout layout = new DataLayout(config.dataDirectory(), config.groupId());
    RaftProperties properties = RaftSettings.of(config, layout, opening.option());
    Parameters parameters = new Parameters();
    tweaks.apply(properties, parameters);
    ReplacedFile vote = new ReplacedFile(layout.voteFile(), DurableFiles::force);
    ConnectionBook links = ConnectionBook.ofProcess(MOST_LINKS);
    GrpcConfigKeys.Server.setServicesCustomizer(
        parameters,
        new DurableVotes(
            vote, new LinkAccepts(links, GrpcConfigKeys.Server.servicesCustomizer(parameters))));
    RaftConfigKeys.Rpc.setType(properties, new SettledRpcType());
    SettledRpcFactory.setVote(parameters, vote);
    RaftGroupId group = RaftGroupId.valueOf(config.groupId());
    List<Peer> known = opening.knowsGroup() ? config.membership().peers() : List.of();
    RaftServer server =
        RaftServer.newBuilder()
            .setServerId(RaftPeers.id(config.membership().self()))
            .setGroup(RaftGroup.valueOf(group, RaftPeers.of(known)))
            .setProperties(properties)
            .setParameters(parameters)
            .setOption(opening.option())
            .setStateMachine(stateMachine)
            .build();
    try {
      server.start();
      return new RaftNode(
          server, group, proposals, config.membership().own(), new VotedTerm(vote), links);
    } catch (IOException | RuntimeException e) {
      stateMachine.beginClosing();
      server.close();
      throw e;
    }
  }

  // ---- what it is

  /**
   * The Raft term that granting a vote, or asking for one, moves before anything is answered or
   * asked (ServerState.persistMetadata), and that this node will not be behind again: what rule G1
   * needs.
   */
  long currentTerm() {
    return term.read();
  }

  long commitIndex() {
    return division.getRaftLog().getLastCommittedIndex();
  }

  /** Last entry of the log; -1 once the log has failed and the process is about to be halted. */
  long lastIndex() {
    try {
      return division.getRaftLog().getNextIndex() - 1;
    } catch (IllegalStateException e) {
      return -1;
    }
  }

  LifeCycle.State lifeCycle() {
    return division.getInfo().getLifeCycleState();
  }

  /** Asked for at each heartbeat, and nearly always the same. */
  VoterSets voters() {
    RaftConfiguration present = division.getRaftConf();
    Named known = named;
    if (known == null || !known.configuration().equals(present)) {
      known = new Named(present, RaftPeers.voters(present));
      named = known;
    }
    return known.voters();
  }

  private record Named(RaftConfiguration configuration, VoterSets voters) {}

  Leadership leadership(Duration contactLimit) {
    DivisionInfo info = division.getInfo();
    RoleInfoProto role = info.getRoleInfoProto();
    PeerId leader = RaftPeers.id(info.getLeaderId());
    if (!role.hasLeaderInfo()) {
      return new Leadership(
          info.getCurrentTerm(), LeadershipState.FOLLOWER, leader, VoterContact.NONE);
    }
    long term = role.getLeaderInfo().getTerm();
    LeaderView view = view(role);
    List<PeerId> heard = view.inContact(contactLimit);
    List<PeerId> voters = view.voters().current();
    VoterContact contact =
        new VoterContact(
            heard.stream().filter(voters::contains).toList(),
            voters.size(),
            view.hearsMajority(contactLimit));
    // Ready and term are read one after the other; both are of one leadership only if it lasted.
    boolean ready = info.isLeaderReady() && sameLeadership(info, term);
    LeadershipState state = ready ? LeadershipState.READY : LeadershipState.PREPARING;
    return new Leadership(term, state, own.id(), contact);
  }

  /** The leader's picture, or null when this node does not lead. */
  @Nullable LeaderView leaderView() {
    RoleInfoProto role = division.getInfo().getRoleInfoProto();
    return role.hasLeaderInfo() ? view(role) : null;
  }

  private static boolean sameLeadership(DivisionInfo info, long term) {
    RoleInfoProto role = info.getRoleInfoProto();
    return role.hasLeaderInfo() && role.getLeaderInfo().getTerm() == term;
  }

  private LeaderView view(RoleInfoProto role) {
    List<ServerRpcProto> infos = role.getLeaderInfo().getFollowerInfoList();
    // Same appenders in the same order; a change in between makes them differ in number, or a hint
    // wrong.
    long[] matches = division.getInfo().getFollowerMatchIndices();
    List<FollowerView> followers = new ArrayList<>();
    for (int i = 0; i < infos.size(); i++) {
      boolean known = matches != null && matches.length == infos.size();
      followers.add(
          new FollowerView(
              new PeerId(infos.get(i).getId().getId().toStringUtf8()),
              Duration.ofMillis(infos.get(i).getLastRpcElapsedTimeMs()),
              known ? matches[i] : -1));
    }
    return new LeaderView(
        own.id(),
        own.kind(),
        Duration.ofMillis(role.getRoleElapsedTimeMs()),
        followers,
        voters(),
        lastIndex());
  }

  boolean is(PeerId peer) {
    return own.id().equals(peer);
  }

  /** Whether some node is followed, or this one leads. */
  boolean knowsLeader() {
    return division.getInfo().getLeaderId() != null;
  }

  boolean isWitness() {
    return own.kind() == NodeKind.WITNESS;
  }

  // ---- what it does

  CompletableFuture<RaftClientReply> submit(Message message, long call) throws IOException {
    return server.submitClientRequestAsync(
        request(message, call, RaftClientRequest.writeRequestType()));
  }

  /**
   * Ratis' own linearizable read, which can be stale and is never used for a decision: for tests
   * that show it.
   */
  CompletableFuture<RaftClientReply> read() throws IOException {
    return server.submitClientRequestAsync(
        request(Message.EMPTY, proposals.nextCall(), RaftClientRequest.readRequestType()));
  }

  private RaftClientRequest request(Message message, long call, RaftClientRequest.Type type) {
    return RaftClientRequest.newBuilder()
        .setClientId(proposals.client())
        .setServerId(server.getId())
        .setGroupId(group)
        .setCallId(call)
        .setMessage(message)
        .setType(type)
        .build();
  }

  /** Hands leadership to the peer; null: gives it up to whoever takes it. */
  CompletableFuture<RaftClientReply> transfer(@Nullable PeerId to, Duration limit)
      throws IOException {
    @SuppressWarnings("NullAway") // Ratis says null for "anybody"
    RaftPeerId target = to == null ? null : RaftPeers.id(to);
    return server.transferLeadershipAsync(
        new TransferLeadershipRequest(
            proposals.client(),
            server.getId(),
            group,
            proposals.nextCall(),
            target,
            limit.toMillis()));
  }

  CompletableFuture<RaftClientReply> snapshot() throws IOException {
    return server.snapshotManagementAsync(
        SnapshotManagementRequest.newCreate(
            proposals.client(),
            server.getId(),
            group,
            proposals.nextCall(),
            SNAPSHOT_TIMEOUT_MILLIS,
            1));
  }

  /** Replaces the configuration, provided that it is still the expected one. */
  CompletableFuture<RaftClientReply> setMembers(List<Peer> expected, List<Peer> next)
      throws IOException {
    SetConfigurationRequest.Arguments change =
        SetConfigurationRequest.Arguments.newBuilder()
            .setServersInCurrentConf(voting(expected))
            .setListenersInCurrentConf(observing(expected))
            .setServersInNewConf(voting(next))
            .setListenersInNewConf(observing(next))
            .setMode(SetConfigurationRequest.Mode.COMPARE_AND_SET)
            .build();
    return server.setConfigurationAsync(
        new SetConfigurationRequest(
            proposals.client(), server.getId(), group, proposals.nextCall(), change));
  }

  /** What Ratis measures of itself. */
  EngineNumbers.Log numbers() {
    return RatisNumbers.of(division.getMemberId());
  }

  /** Drops the channels to the peer; the next message opens new ones. Takes up to ten seconds. */
  void reconnect(PeerId peer) {
    if (SettledRpcFactory.unwrapped(server.getServerRpc())
        instanceof RaftServerRpcWithProxy<?, ?> rpc) {
      rpc.getProxies().resetProxy(RaftPeers.id(peer));
    }
  }

  /** Connections that were closed because there were too many, or because they said nothing. */
  long linksTurnedAway() {
    return links.turnedAway();
  }

  void close() throws IOException {
    server.close();
  }

  private static List<RaftPeer> voting(List<Peer> peers) {
    return RaftPeers.of(peers.stream().filter(Peer::votes).toList());
  }

  private static List<RaftPeer> observing(List<Peer> peers) {
    return RaftPeers.of(peers.stream().filter(peer -> !peer.votes()).toList());
  }
}
