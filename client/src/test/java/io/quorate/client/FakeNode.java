package io.quorate.client;

import com.google.protobuf.Message;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.quorate.v1.AddRecipientRequest;
import io.quorate.v1.AdminGrpc;
import io.quorate.v1.ApplyGroupRequest;
import io.quorate.v1.ApplyGroupResponse;
import io.quorate.v1.BackupsGrpc;
import io.quorate.v1.CancelConfigRequest;
import io.quorate.v1.ChangeRecipientResponse;
import io.quorate.v1.CommitCandidateRequest;
import io.quorate.v1.CompareRuntimeRequest;
import io.quorate.v1.CompareRuntimeResponse;
import io.quorate.v1.ConfigCandidate;
import io.quorate.v1.ConfigEntry;
import io.quorate.v1.ConfigWatchEvent;
import io.quorate.v1.ConfigurationGrpc;
import io.quorate.v1.ConfirmConfigRequest;
import io.quorate.v1.CopyPart;
import io.quorate.v1.CopyRequest;
import io.quorate.v1.Counter;
import io.quorate.v1.CounterResponse;
import io.quorate.v1.CountersGrpc;
import io.quorate.v1.DeleteGroupRequest;
import io.quorate.v1.DeleteGroupResponse;
import io.quorate.v1.DiffConfigRequest;
import io.quorate.v1.DiffConfigResponse;
import io.quorate.v1.DropCandidateRequest;
import io.quorate.v1.DropCandidateResponse;
import io.quorate.v1.EditCandidateRequest;
import io.quorate.v1.ExplainRequest;
import io.quorate.v1.ExplainResponse;
import io.quorate.v1.FailoverRequest;
import io.quorate.v1.FailoverResponse;
import io.quorate.v1.FindBackupRequest;
import io.quorate.v1.FindBackupResponse;
import io.quorate.v1.ForecastRequest;
import io.quorate.v1.ForecastResponse;
import io.quorate.v1.GetConfigLogRequest;
import io.quorate.v1.GetConfigLogResponse;
import io.quorate.v1.GetCounterRequest;
import io.quorate.v1.GetGroupRequest;
import io.quorate.v1.GetHistoryRequest;
import io.quorate.v1.GetHistoryResponse;
import io.quorate.v1.GetRuntimeRequest;
import io.quorate.v1.GetSecretKeysRequest;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.GetValueRequest;
import io.quorate.v1.Group;
import io.quorate.v1.ListCandidatesRequest;
import io.quorate.v1.ListCandidatesResponse;
import io.quorate.v1.ListCountersRequest;
import io.quorate.v1.ListCountersResponse;
import io.quorate.v1.ListGroupsRequest;
import io.quorate.v1.ListGroupsResponse;
import io.quorate.v1.ListRuntimeRequest;
import io.quorate.v1.ListRuntimeResponse;
import io.quorate.v1.ListSecretsRequest;
import io.quorate.v1.ListSecretsResponse;
import io.quorate.v1.ListValuesRequest;
import io.quorate.v1.ListValuesResponse;
import io.quorate.v1.NextCounterRequest;
import io.quorate.v1.ObserveCounterRequest;
import io.quorate.v1.OrderSyncRequest;
import io.quorate.v1.PauseRequest;
import io.quorate.v1.PauseResponse;
import io.quorate.v1.PutSecretsRequest;
import io.quorate.v1.RaiseCounterRequest;
import io.quorate.v1.RebaseCandidateRequest;
import io.quorate.v1.RemoveRecipientRequest;
import io.quorate.v1.ResumeRequest;
import io.quorate.v1.ResumeResponse;
import io.quorate.v1.RevealSecretRequest;
import io.quorate.v1.RevealedSecret;
import io.quorate.v1.RollbackConfigRequest;
import io.quorate.v1.RotateSecretsRequest;
import io.quorate.v1.RotateSecretsResponse;
import io.quorate.v1.RuntimeEntry;
import io.quorate.v1.RuntimeGrpc;
import io.quorate.v1.RuntimeResponse;
import io.quorate.v1.RuntimeWatchEvent;
import io.quorate.v1.SecretKeys;
import io.quorate.v1.SecretsGrpc;
import io.quorate.v1.SwitchoverRequest;
import io.quorate.v1.SwitchoverResponse;
import io.quorate.v1.TouchRuntimeRequest;
import io.quorate.v1.WatchConfigRequest;
import io.quorate.v1.WatchRuntimeRequest;
import io.quorate.v1.WhyConfigRequest;
import io.quorate.v1.WhyConfigResponse;
import io.quorate.v1.WriteConfigRequest;
import io.quorate.v1.WriteConfigResponse;
import io.quorate.v1.WriteRuntimeRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A node that answers as it was told, over a real connection on loopback. */
public final class FakeNode extends AdminGrpc.AdminImplBase implements AutoCloseable {

  /** What a call is answered with. */
  public interface Answer<Q extends Message, A extends Message> {
    A to(Q request) throws StatusException;
  }

  private final Server server;
  private final int port;
  private final Map<Class<?>, Answer<Message, Message>> answers = new ConcurrentHashMap<>();
  private final List<Message> requests = new CopyOnWriteArrayList<>();
  private final Semaphore arrivals = new Semaphore(0);
  private volatile List<io.quorate.v1.Status> watched = List.of();
  private volatile List<CopyPart> copied = List.of();

  private FakeNode() throws IOException {
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server =
        NettyServerBuilder.forAddress(loopback)
            .addService(this)
            .addService(new Configuration())
            .addService(new RuntimeEntries())
            .addService(new Counters())
            .addService(new Secrets())
            .addService(new Backups())
            .build()
            .start();
    port = server.getPort();
  }

  private final class Backups extends BackupsGrpc.BackupsImplBase {
    @Override
    public void find(FindBackupRequest request, StreamObserver<FindBackupResponse> out) {
      answer(request, out);
    }

    /** All at once, and broken off when nothing says that it is whole. */
    @Override
    public void copy(CopyRequest request, StreamObserver<CopyPart> out) {
      for (CopyPart part : copied) {
        out.onNext(part);
      }
      if (copied.stream().anyMatch(CopyPart::getComplete)) {
        out.onCompleted();
      } else {
        out.onError(Status.UNAVAILABLE.withDescription("stopping").asException());
      }
    }
  }

  /** What a backup consists of from now on. */
  public FakeNode copying(List<CopyPart> parts) {
    copied = parts;
    return this;
  }

  /** Thrown by an answer: the call stays without one. */
  public static StatusException silence() {
    return Status.CANCELLED.asException();
  }

  public static FakeNode start() {
    try {
      return new FakeNode();
    } catch (IOException noPort) {
      throw new AssertionError(noPort);
    }
  }

  /** How calls with this request are answered from now on. */
  @SuppressWarnings("unchecked")
  public <Q extends Message> FakeNode on(Class<Q> request, Answer<Q, ? extends Message> answer) {
    answers.put(request, (Answer<Message, Message>) (Answer<?, ?>) answer);
    return this;
  }

  /** What watchers get, at once; then the stream stays open. */
  public FakeNode watched(List<io.quorate.v1.Status> statuses) {
    watched = List.copyOf(statuses);
    return this;
  }

  public NodeAddress address() {
    return new NodeAddress("127.0.0.1", port);
  }

  /** All requests of a kind so far. */
  public <Q extends Message> List<Q> requests(Class<Q> kind) {
    return requests.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Waits, for half a minute at most, until so many more requests have come. */
  public void awaitRequests(int count) {
    try {
      if (!arrivals.tryAcquire(count, 30, TimeUnit.SECONDS)) {
        throw new AssertionError("no " + count + " requests came");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.shutdownNow();
    try {
      if (!server.awaitTermination(10, TimeUnit.SECONDS)) {
        throw new AssertionError("the fake node does not stop");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private <A extends Message> void answer(Message request, StreamObserver<A> observer) {
    requests.add(request);
    arrivals.release();
    Answer<Message, Message> answer = answers.get(request.getClass());
    if (answer == null) {
      observer.onError(Status.UNIMPLEMENTED.withDescription("not told").asException());
      return;
    }
    try {
      @SuppressWarnings("unchecked")
      A message = (A) answer.to(request);
      observer.onNext(message);
      observer.onCompleted();
    } catch (StatusException refused) {
      if (refused.getStatus().getCode() != Status.Code.CANCELLED) {
        observer.onError(refused);
      }
    }
  }

  @Override
  public void watchStatus(GetStatusRequest q, StreamObserver<io.quorate.v1.Status> observer) {
    requests.add(q);
    arrivals.release();
    watched.forEach(observer::onNext);
  }

  @Override
  public void getStatus(GetStatusRequest q, StreamObserver<io.quorate.v1.Status> observer) {
    answer(q, observer);
  }

  @Override
  public void applyGroup(ApplyGroupRequest q, StreamObserver<ApplyGroupResponse> observer) {
    answer(q, observer);
  }

  @Override
  public void getGroup(GetGroupRequest q, StreamObserver<Group> observer) {
    answer(q, observer);
  }

  @Override
  public void listGroups(ListGroupsRequest q, StreamObserver<ListGroupsResponse> observer) {
    answer(q, observer);
  }

  @Override
  public void deleteGroup(DeleteGroupRequest q, StreamObserver<DeleteGroupResponse> observer) {
    answer(q, observer);
  }

  @Override
  public void switchover(SwitchoverRequest q, StreamObserver<SwitchoverResponse> observer) {
    answer(q, observer);
  }

  @Override
  public void failover(FailoverRequest q, StreamObserver<FailoverResponse> observer) {
    answer(q, observer);
  }

  @Override
  public void pause(PauseRequest q, StreamObserver<PauseResponse> observer) {
    answer(q, observer);
  }

  @Override
  public void resume(ResumeRequest q, StreamObserver<ResumeResponse> observer) {
    answer(q, observer);
  }

  @Override
  public void forecast(ForecastRequest q, StreamObserver<ForecastResponse> observer) {
    answer(q, observer);
  }

  @Override
  public void explain(ExplainRequest q, StreamObserver<ExplainResponse> observer) {
    answer(q, observer);
  }

  @Override
  public void getHistory(GetHistoryRequest q, StreamObserver<GetHistoryResponse> observer) {
    answer(q, observer);
  }

  /** The same for calls about configurations. */
  private final class Configuration extends ConfigurationGrpc.ConfigurationImplBase {
    @Override
    public void watch(WatchConfigRequest q, StreamObserver<ConfigWatchEvent> observer) {
      answer(q, observer);
    }

    @Override
    public void getValue(GetValueRequest q, StreamObserver<ConfigEntry> observer) {
      answer(q, observer);
    }

    @Override
    public void listValues(ListValuesRequest q, StreamObserver<ListValuesResponse> observer) {
      answer(q, observer);
    }

    @Override
    public void whyConfig(WhyConfigRequest q, StreamObserver<WhyConfigResponse> observer) {
      answer(q, observer);
    }

    @Override
    public void writeConfig(WriteConfigRequest q, StreamObserver<WriteConfigResponse> observer) {
      answer(q, observer);
    }

    @Override
    public void rollbackConfig(
        RollbackConfigRequest q, StreamObserver<WriteConfigResponse> observer) {
      answer(q, observer);
    }

    @Override
    public void confirmConfig(
        ConfirmConfigRequest q, StreamObserver<WriteConfigResponse> observer) {
      answer(q, observer);
    }

    @Override
    public void cancelConfig(CancelConfigRequest q, StreamObserver<WriteConfigResponse> observer) {
      answer(q, observer);
    }

    @Override
    public void orderSync(OrderSyncRequest q, StreamObserver<WriteConfigResponse> observer) {
      answer(q, observer);
    }

    @Override
    public void editCandidate(EditCandidateRequest q, StreamObserver<ConfigCandidate> observer) {
      answer(q, observer);
    }

    @Override
    public void listCandidates(
        ListCandidatesRequest q, StreamObserver<ListCandidatesResponse> observer) {
      answer(q, observer);
    }

    @Override
    public void commitCandidate(
        CommitCandidateRequest q, StreamObserver<WriteConfigResponse> observer) {
      answer(q, observer);
    }

    @Override
    public void rebaseCandidate(
        RebaseCandidateRequest q, StreamObserver<ConfigCandidate> observer) {
      answer(q, observer);
    }

    @Override
    public void dropCandidate(
        DropCandidateRequest q, StreamObserver<DropCandidateResponse> observer) {
      answer(q, observer);
    }

    @Override
    public void diffConfig(DiffConfigRequest q, StreamObserver<DiffConfigResponse> observer) {
      answer(q, observer);
    }

    @Override
    public void getConfigLog(GetConfigLogRequest q, StreamObserver<GetConfigLogResponse> observer) {
      answer(q, observer);
    }
  }

  /** The same for calls about runtime entries. */
  private final class RuntimeEntries extends RuntimeGrpc.RuntimeImplBase {
    @Override
    public void watch(WatchRuntimeRequest q, StreamObserver<RuntimeWatchEvent> observer) {
      answer(q, observer);
    }

    @Override
    public void get(GetRuntimeRequest q, StreamObserver<RuntimeEntry> observer) {
      answer(q, observer);
    }

    @Override
    public void compare(CompareRuntimeRequest q, StreamObserver<CompareRuntimeResponse> observer) {
      answer(q, observer);
    }

    @Override
    public void list(ListRuntimeRequest q, StreamObserver<ListRuntimeResponse> observer) {
      answer(q, observer);
    }

    @Override
    public void write(WriteRuntimeRequest q, StreamObserver<RuntimeResponse> observer) {
      answer(q, observer);
    }

    @Override
    public void touch(TouchRuntimeRequest q, StreamObserver<RuntimeResponse> observer) {
      answer(q, observer);
    }
  }

  /** The same for calls about secrets. */
  private final class Secrets extends SecretsGrpc.SecretsImplBase {
    @Override
    public void putSecrets(PutSecretsRequest q, StreamObserver<WriteConfigResponse> observer) {
      answer(q, observer);
    }

    @Override
    public void revealSecret(RevealSecretRequest q, StreamObserver<RevealedSecret> observer) {
      answer(q, observer);
    }

    @Override
    public void listSecrets(ListSecretsRequest q, StreamObserver<ListSecretsResponse> observer) {
      answer(q, observer);
    }

    @Override
    public void getSecretKeys(GetSecretKeysRequest q, StreamObserver<SecretKeys> observer) {
      answer(q, observer);
    }

    @Override
    public void rotateSecrets(
        RotateSecretsRequest q, StreamObserver<RotateSecretsResponse> observer) {
      answer(q, observer);
    }

    @Override
    public void addRecipient(
        AddRecipientRequest q, StreamObserver<ChangeRecipientResponse> observer) {
      answer(q, observer);
    }

    @Override
    public void removeRecipient(
        RemoveRecipientRequest q, StreamObserver<ChangeRecipientResponse> observer) {
      answer(q, observer);
    }
  }

  /** The same for calls about counters. */
  private final class Counters extends CountersGrpc.CountersImplBase {
    @Override
    public void next(NextCounterRequest q, StreamObserver<CounterResponse> observer) {
      answer(q, observer);
    }

    @Override
    public void observe(ObserveCounterRequest q, StreamObserver<CounterResponse> observer) {
      answer(q, observer);
    }

    @Override
    public void raise(RaiseCounterRequest q, StreamObserver<CounterResponse> observer) {
      answer(q, observer);
    }

    @Override
    public void get(GetCounterRequest q, StreamObserver<Counter> observer) {
      answer(q, observer);
    }

    @Override
    public void list(ListCountersRequest q, StreamObserver<ListCountersResponse> observer) {
      answer(q, observer);
    }
  }
}
