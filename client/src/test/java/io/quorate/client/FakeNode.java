package io.quorate.client;

import static io.grpc.stub.ServerCalls.asyncServerStreamingCall;
import static io.grpc.stub.ServerCalls.asyncUnaryCall;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.quorate.v1.AdminGrpc;
import io.quorate.v1.BackupsGrpc;
import io.quorate.v1.ConfigurationGrpc;
import io.quorate.v1.CopyPart;
import io.quorate.v1.CopyRequest;
import io.quorate.v1.CountersGrpc;
import io.quorate.v1.DiagnosisGrpc;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.RuntimeGrpc;
import io.quorate.v1.SecretsGrpc;
import io.quorate.v1.TrustGrpc;
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
public final class FakeNode implements AutoCloseable {

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
            .addService(service(AdminGrpc.getServiceDescriptor()))
            .addService(service(ConfigurationGrpc.getServiceDescriptor()))
            .addService(service(RuntimeGrpc.getServiceDescriptor()))
            .addService(service(CountersGrpc.getServiceDescriptor()))
            .addService(service(SecretsGrpc.getServiceDescriptor()))
            .addService(service(BackupsGrpc.getServiceDescriptor()))
            .addService(service(DiagnosisGrpc.getServiceDescriptor()))
            .addService(service(TrustGrpc.getServiceDescriptor()))
            .build()
            .start();
    port = server.getPort();
  }

  /** Every method of a service, answered by the kind of its request. */
  private ServerServiceDefinition service(ServiceDescriptor described) {
    ServerServiceDefinition.Builder all = ServerServiceDefinition.builder(described);
    described.getMethods().forEach(method -> add(method, all));
    return all.build();
  }

  private <Q, A> void add(MethodDescriptor<Q, A> method, ServerServiceDefinition.Builder all) {
    String name = method.getFullMethodName();
    if (name.equals(AdminGrpc.getWatchStatusMethod().getFullMethodName())) {
      all.addMethod(AdminGrpc.getWatchStatusMethod(), asyncServerStreamingCall(this::watchStatus));
    } else if (name.equals(BackupsGrpc.getCopyMethod().getFullMethodName())) {
      all.addMethod(BackupsGrpc.getCopyMethod(), asyncServerStreamingCall(this::copy));
    } else if (method.getType().serverSendsOneMessage()) {
      all.addMethod(method, asyncUnaryCall(this::answer));
    } else {
      all.addMethod(method, asyncServerStreamingCall(this::answer));
    }
  }

  /** All at once, and broken off when nothing says that it is whole. */
  private void copy(CopyRequest request, StreamObserver<CopyPart> out) {
    for (CopyPart part : copied) {
      out.onNext(part);
    }
    if (copied.stream().anyMatch(CopyPart::getComplete)) {
      out.onCompleted();
    } else {
      out.onError(Status.UNAVAILABLE.withDescription("stopping").asException());
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

  private <Q, A> void answer(Q asked, StreamObserver<A> observer) {
    Message request = (Message) asked;
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

  private void watchStatus(GetStatusRequest q, StreamObserver<io.quorate.v1.Status> observer) {
    requests.add(q);
    arrivals.release();
    watched.forEach(observer::onNext);
  }
}
