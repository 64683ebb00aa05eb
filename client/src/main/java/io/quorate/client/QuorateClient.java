package io.quorate.client;

import com.google.protobuf.MessageLite;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.quorate.v1.AdminGrpc;
import io.quorate.v1.ApplyGroupRequest;
import io.quorate.v1.ApplyGroupResponse;
import io.quorate.v1.BackupsGrpc;
import io.quorate.v1.Caller;
import io.quorate.v1.CopyRequest;
import io.quorate.v1.DeleteGroupRequest;
import io.quorate.v1.DeleteGroupResponse;
import io.quorate.v1.DiagnoseRequest;
import io.quorate.v1.DiagnoseResponse;
import io.quorate.v1.DiagnosisGrpc;
import io.quorate.v1.EndSessionRequest;
import io.quorate.v1.EndSessionResponse;
import io.quorate.v1.ExplainRequest;
import io.quorate.v1.ExplainResponse;
import io.quorate.v1.FailoverRequest;
import io.quorate.v1.FailoverResponse;
import io.quorate.v1.FindBackupRequest;
import io.quorate.v1.ForecastRequest;
import io.quorate.v1.ForecastResponse;
import io.quorate.v1.FormClusterRequest;
import io.quorate.v1.FormClusterResponse;
import io.quorate.v1.FormationGrpc;
import io.quorate.v1.GetGroupRequest;
import io.quorate.v1.GetHistoryRequest;
import io.quorate.v1.GetHistoryResponse;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.Group;
import io.quorate.v1.ListGroupsRequest;
import io.quorate.v1.ListGroupsResponse;
import io.quorate.v1.ListRevocationsRequest;
import io.quorate.v1.ListRevocationsResponse;
import io.quorate.v1.NodesGrpc;
import io.quorate.v1.OpenSessionRequest;
import io.quorate.v1.PauseRequest;
import io.quorate.v1.PauseResponse;
import io.quorate.v1.ReinstateRequest;
import io.quorate.v1.ReinstateResponse;
import io.quorate.v1.ReplaceNodeRequest;
import io.quorate.v1.ReplaceNodeResponse;
import io.quorate.v1.ResumeRequest;
import io.quorate.v1.ResumeResponse;
import io.quorate.v1.RevokeRequest;
import io.quorate.v1.RevokeResponse;
import io.quorate.v1.Session;
import io.quorate.v1.SessionsGrpc;
import io.quorate.v1.Status;
import io.quorate.v1.SwitchoverRequest;
import io.quorate.v1.SwitchoverResponse;
import io.quorate.v1.TrustGrpc;
import java.time.Duration;
import java.util.function.Function;

/**
 * A client of one cluster, for any number of threads.
 *
 * <p>Every call has an end: it goes to one node after the other, each with a deadline, until one
 * answers or the time of the call is over. A change keeps its request_id over all attempts, so it
 * is made at most once. Every call throws {@link RefusedException}, {@link UnreachableException} or
 * {@link NoQuorumException}, and a change also {@link UnknownOutcomeException}.
 */
public final class QuorateClient implements AutoCloseable {

  private final ClientSettings settings;
  private final NodeCalls calls;

  /** Connects to nobody yet: the first call does. */
  public QuorateClient(ClientSettings settings) {
    this(settings, address -> Transport.channel(address, settings.trust()));
  }

  /**
   * The same, with channels of another kind, as to nodes in the same process.
   *
   * @param channels makes one, which connects when it is first used; the client closes it
   */
  public QuorateClient(ClientSettings settings, Function<NodeAddress, ManagedChannel> channels) {
    this.settings = settings;
    this.calls = new NodeCalls(settings, channels);
  }

  /**
   * The status: confirmed by a majority if any node can do so, else the youngest of what the nodes
   * know by themselves. A request for a node's local view is answered by the first node that
   * answers.
   */
  public Status status(GetStatusRequest request) throws QuorateException {
    NodeCalls.Call<GetStatusRequest, Status> call = read(AdminGrpc.getGetStatusMethod(), request);
    Status best = calls.run(call);
    if (request.getLocal() || best.getSource() != Status.Source.LOCAL) {
      return best;
    }
    for (Status other : calls.runAtOthers(call)) {
      boolean younger = age(other).compareTo(age(best)) < 0;
      if (other.getSource() == Status.Source.QUORUM || younger) {
        best = other;
      }
      if (best.getSource() == Status.Source.QUORUM) {
        return best;
      }
    }
    return best;
  }

  /** Statuses as they change. Connects when the first is asked for. */
  public StatusWatch watchStatus(GetStatusRequest request) {
    return new StatusWatch(calls, AdminGrpc.getWatchStatusMethod(), request);
  }

  /** Creates or changes a group, or only checks whether that would be accepted. */
  public ApplyGroupResponse applyGroup(ApplyGroupRequest request) throws QuorateException {
    Caller caller = complete(request.getCaller());
    ApplyGroupRequest named = request.toBuilder().setCaller(caller).build();
    return change(AdminGrpc.getApplyGroupMethod(), named, caller);
  }

  /** A group as it was declared. */
  public Group group(GetGroupRequest request) throws QuorateException {
    return calls.run(read(AdminGrpc.getGetGroupMethod(), request));
  }

  /** All groups. */
  public ListGroupsResponse listGroups(ListGroupsRequest request) throws QuorateException {
    return calls.run(read(AdminGrpc.getListGroupsMethod(), request));
  }

  /** Deletes a group. */
  public DeleteGroupResponse deleteGroup(DeleteGroupRequest request) throws QuorateException {
    Caller caller = complete(request.getCaller());
    DeleteGroupRequest named = request.toBuilder().setCaller(caller).build();
    return change(AdminGrpc.getDeleteGroupMethod(), named, caller);
  }

  /** Begins a planned change of the active node. */
  public SwitchoverResponse switchover(SwitchoverRequest request) throws QuorateException {
    Caller caller = complete(request.getCaller());
    SwitchoverRequest named = request.toBuilder().setCaller(caller).build();
    return change(AdminGrpc.getSwitchoverMethod(), named, caller);
  }

  /** Grants the role to a node because the caller vouches that the old active is dead (S1). */
  public FailoverResponse failover(FailoverRequest request) throws QuorateException {
    Caller caller = complete(request.getCaller());
    FailoverRequest named = request.toBuilder().setCaller(caller).build();
    return change(AdminGrpc.getFailoverMethod(), named, caller);
  }

  /** Stops automatic changes of one group, or of all. */
  public PauseResponse pause(PauseRequest request) throws QuorateException {
    Caller caller = complete(request.getCaller());
    PauseRequest named = request.toBuilder().setCaller(caller).build();
    return change(AdminGrpc.getPauseMethod(), named, caller);
  }

  /** Allows automatic changes of one group, or of all, again. */
  public ResumeResponse resume(ResumeRequest request) throws QuorateException {
    Caller caller = complete(request.getCaller());
    ResumeRequest named = request.toBuilder().setCaller(caller).build();
    return change(AdminGrpc.getResumeMethod(), named, caller);
  }

  /**
   * Forms the cluster by way of the first node that answers; {@link RefusedException} with all
   * reasons. A cluster that is formed is left alone, so the call may be repeated.
   */
  public FormClusterResponse formCluster(FormClusterRequest request) throws QuorateException {
    Caller caller = complete(request.getCaller());
    FormClusterRequest named = request.toBuilder().setCaller(caller).build();
    return change(FormationGrpc.getFormMethod(), named, caller);
  }

  /**
   * Gives up what a node held, so that a server without data can take its place, or takes that
   * back; {@link RefusedException} while the node is heard from or holds roles.
   */
  public ReplaceNodeResponse replaceNode(ReplaceNodeRequest request) throws QuorateException {
    Caller caller = complete(request.getCaller());
    ReplaceNodeRequest named = request.toBuilder().setCaller(caller).build();
    return change(NodesGrpc.getReplaceNodeMethod(), named, caller);
  }

  /**
   * From now on no node takes certificates of somebody that began before a moment, also on
   * connections that are open; {@link RefusedException} with all reasons.
   */
  public RevokeResponse revoke(RevokeRequest request) throws QuorateException {
    Caller caller = complete(request.getCaller());
    return change(
        TrustGrpc.getRevokeMethod(), request.toBuilder().setCaller(caller).build(), caller);
  }

  /** Certificates of somebody are taken again, for as long as they hold. */
  public ReinstateResponse reinstate(ReinstateRequest request) throws QuorateException {
    Caller caller = complete(request.getCaller());
    return change(
        TrustGrpc.getReinstateMethod(), request.toBuilder().setCaller(caller).build(), caller);
  }

  /** Whose certificates are revoked. */
  public ListRevocationsResponse revocations() throws QuorateException {
    return calls.run(
        read(TrustGrpc.getListRevocationsMethod(), ListRevocationsRequest.getDefaultInstance()));
  }

  /**
   * Begins a backup of everything that is replicated, made by the first node that answers. Nothing
   * is missing in it that was acknowledged before.
   */
  public BackupStream backup() throws QuorateException {
    Caller caller = complete(Caller.getDefaultInstance());
    FindBackupRequest find = FindBackupRequest.newBuilder().setCaller(caller).build();
    long index = calls.run(read(BackupsGrpc.getFindMethod(), find)).getIndex();
    CopyRequest request = CopyRequest.newBuilder().setCaller(caller).setIndex(index).build();
    return new BackupStream(NodeStream.open(calls, BackupsGrpc.getCopyMethod(), request));
  }

  /**
   * How a node is, in its own words: asked by way of the first node that answers, which need not be
   * the one that is meant. Needs no quorum.
   */
  public DiagnoseResponse diagnose(DiagnoseRequest request) throws QuorateException {
    return calls.run(read(DiagnosisGrpc.getDiagnoseMethod(), request));
  }

  /** What would happen if the active died now. */
  public ForecastResponse forecast(ForecastRequest request) throws QuorateException {
    return calls.run(read(AdminGrpc.getForecastMethod(), request));
  }

  /** Why things are as they are. */
  public ExplainResponse explain(ExplainRequest request) throws QuorateException {
    return calls.run(read(AdminGrpc.getExplainMethod(), request));
  }

  /** What happened, newest first. */
  public GetHistoryResponse history(GetHistoryRequest request) throws QuorateException {
    return calls.run(read(AdminGrpc.getGetHistoryMethod(), request));
  }

  /** The configuration of groups. */
  public ConfigurationClient configuration() {
    return new ConfigurationClient(this);
  }

  /** The runtime entries of groups. */
  public RuntimeClient runtime() {
    return new RuntimeClient(this);
  }

  /** The secrets of groups, and who can open them. */
  public SecretClient secrets() {
    return new SecretClient(this);
  }

  /** The counters of groups. */
  public CounterClient counters() {
    return new CounterClient(this);
  }

  /** Opens a session for many writes on their way at a time; close it before this client. */
  public WriteSession openSession() throws QuorateException {
    Caller caller = complete(Caller.getDefaultInstance());
    OpenSessionRequest request = OpenSessionRequest.newBuilder().setCaller(caller).build();
    Session session = change(SessionsGrpc.getOpenMethod(), request, caller);
    return new WriteSession(calls, calls.plan(), session, this::end);
  }

  private void end(Session session) throws QuorateException {
    Caller caller = complete(Caller.getDefaultInstance());
    EndSessionRequest request =
        EndSessionRequest.newBuilder().setCaller(caller).setNumber(session.getNumber()).build();
    EndSessionResponse unused = change(SessionsGrpc.getEndMethod(), request, caller);
  }

  /** Drops all connections; calls under way fail. */
  @Override
  public void close() {
    calls.close();
  }

  /** Asks what changes nothing. */
  <Q, A> A ask(MethodDescriptor<Q, A> method, Q request) throws QuorateException {
    return calls.run(read(method, request));
  }

  /** A stream at the node that is asked next. */
  <Q, A extends MessageLite> NodeStream<Q, A> stream(MethodDescriptor<Q, A> method, Q request) {
    return NodeStream.open(calls, method, request);
  }

  NodeCalls calls() {
    return calls;
  }

  private static <Q, A> NodeCalls.Call<Q, A> read(MethodDescriptor<Q, A> method, Q request) {
    return new NodeCalls.Call<>(method, request, CallEffect.READ, "");
  }

  <Q, A> A change(MethodDescriptor<Q, A> method, Q request, Caller caller) throws QuorateException {
    return calls.run(
        new NodeCalls.Call<>(method, request, CallEffect.CHANGE, caller.getRequestId()));
  }

  Caller complete(Caller given) {
    Caller.Builder caller = given.toBuilder();
    if (caller.getActor().isEmpty()) {
      caller.setActor(settings.actor());
    }
    if (caller.getRequestId().isEmpty()) {
      caller.setRequestId(settings.requestIds().get());
    }
    return caller.build();
  }

  private static Duration age(Status status) {
    return Duration.ofSeconds(status.getAge().getSeconds(), status.getAge().getNanos());
  }
}
