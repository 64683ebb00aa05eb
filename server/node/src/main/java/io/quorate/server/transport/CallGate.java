package io.quorate.server.transport;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.grpc.StatusException;
import io.quorate.v1.ConfigurationGrpc;
import io.quorate.v1.NodeSessionGrpc;
import io.quorate.v1.RuntimeGrpc;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Admits calls: so many may be open at a time, on so many threads; more are refused at once, with a
 * text. Calls of the other nodes have a lane of their own, so that nobody who asks for much delays
 * a heartbeat, and so have watches, of which there may be many more than of calls.
 *
 * <p>A lane's queue is never full. A call that is refused never comes to a thread of the lane: it
 * is turned away on the connection's own.
 */
public final class CallGate
    implements ServerInterceptor, ServerCallExecutorSupplier, AutoCloseable {
  /** Calls of operators and programs that may be open. */
  public static final int MOST_ADMIN_CALLS = 1_024;

  /** Watches of configurations and runtime entries that may be open. */
  public static final int MOST_WATCHES = 10_000;

  private static final int MOST_SESSION_CALLS = 512;
  private static final int ADMIN_THREADS = 16;
  private static final int SESSION_THREADS = 4;
  private static final int WATCH_THREADS = 4;
  private static final String LATER = "try again in a moment";
  private static final Set<String> WATCHES =
      Set.of(
          ConfigurationGrpc.getWatchMethod().getFullMethodName(),
          RuntimeGrpc.getWatchMethod().getFullMethodName());
  private static final Executor REFUSING = Runnable::run;

  private final CallLane admin;
  private final CallLane session;
  private final CallLane watch;

  /** With the bounds of a node. */
  public CallGate() {
    this(
        new CallLane(
            new CallLane.Kind("api-calls", "calls", LATER), ADMIN_THREADS, MOST_ADMIN_CALLS),
        new CallLane(
            new CallLane.Kind("session-calls", "calls", LATER),
            SESSION_THREADS,
            MOST_SESSION_CALLS),
        new CallLane(
            new CallLane.Kind("watch-calls", "watches", "watch by way of another node"),
            WATCH_THREADS,
            MOST_WATCHES));
  }

  CallGate(CallLane admin, CallLane session, CallLane watch) {
    this.admin = admin;
    this.session = session;
    this.watch = watch;
  }

  /** The lanes, for metrics. */
  public List<CallLane> lanes() {
    return List.of(admin, session, watch);
  }

  private CallLane lane(String method) {
    if (WATCHES.contains(method)) {
      return watch;
    }
    return method.startsWith(NodeSessionGrpc.SERVICE_NAME + "/") ? session : admin;
  }

  /** Counts the calls that are open: the transport tells of each one's begin and end. */
  public ServerStreamTracer.Factory counting() {
    return new ServerStreamTracer.Factory() {
      @Override
      public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
        CallLane lane = lane(method);
        lane.begun();
        return new ServerStreamTracer() {
          @Override
          public void streamClosed(Status status) {
            lane.ended();
          }
        };
      }
    };
  }

  @Override
  public <Q, A> Executor getExecutor(ServerCall<Q, A> call, Metadata headers) {
    CallLane lane = lane(call.getMethodDescriptor().getFullMethodName());
    return lane.full() ? REFUSING : lane.executor();
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (CallLane.onLane()) {
      return next.startCall(call, headers);
    }
    CallLane lane = lane(call.getMethodDescriptor().getFullMethodName());
    lane.refuse();
    StatusException refusal = lane.refusal();
    Metadata trailers = refusal.getTrailers();
    call.close(refusal.getStatus(), trailers == null ? new Metadata() : trailers);
    return new ServerCall.Listener<>() {};
  }

  /** Ends the threads; the server is closed before. */
  @Override
  public void close() {
    admin.close();
    session.close();
    watch.close();
  }
}
