package io.quorate.server.cluster;

import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.quorate.core.NodeId;
import io.quorate.server.session.HostPort;
import io.quorate.server.transport.Transport;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Calls between nodes of one process. What goes from one node to another can be lost, each
 * direction by itself, and for one kind of call alone; answers can be held back and come later, as
 * if they had gone a longer way. A call whose question or answer is lost ends by its deadline, as
 * it does when a cable is cut.
 */
final class CuttableNetwork implements AutoCloseable {
  /** Every kind of call. */
  static final String ALL = "";

  private final String name = UUID.randomUUID().toString();
  private final Set<Cut> cuts = ConcurrentHashMap.newKeySet();
  private final Set<Cut> detours = ConcurrentHashMap.newKeySet();
  private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "deadlines"));

  private record Cut(NodeId from, NodeId to, String method) {}

  static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  static HostPort address(NodeId node) {
    return new HostPort(node.value(), 1);
  }

  /** From now on nothing of this kind of call gets from the one to the other. */
  void cut(NodeId from, NodeId to, String method) {
    cuts.add(new Cut(from, to, method));
  }

  /** Nothing passes between them. */
  void cutBoth(NodeId one, NodeId other) {
    cut(one, other, ALL);
    cut(other, one, ALL);
  }

  void mend() {
    cuts.clear();
  }

  /** Holds back what the one answers to the other, for this kind of call. */
  void hold(NodeId from, NodeId to, String method) {
    detours.add(new Cut(from, to, method));
  }

  /** How many answers are held back. */
  int held() {
    return held.size();
  }

  /** What was held back arrives now. */
  void letGo() {
    detours.clear();
    for (Runnable late = held.poll(); late != null; late = held.poll()) {
      late.run();
    }
  }

  private static boolean concerned(Set<Cut> of, NodeId from, NodeId to, String method) {
    return of.stream()
        .anyMatch(
            cut -> cut.from().equals(from) && cut.to().equals(to) && method.contains(cut.method()));
  }

  /** A client's channel to a node, which is never cut. */
  ManagedChannel client(NodeId to) {
    return InProcessChannelBuilder.forName(name + to.value()).build();
  }

  Transport of(NodeId self) {
    return new Transport() {
      @Override
      public ManagedChannel channel(HostPort to) {
        return InProcessChannelBuilder.forName(name + to.host())
            .intercept(between(self, new NodeId(to.host())))
            .build();
      }

      @Override
      public Server server(HostPort bind, Offer offer) {
        InProcessServerBuilder builder =
            InProcessServerBuilder.forName(name + bind.host())
                .directExecutor()
                .callExecutor(offer.gate())
                .addStreamTracerFactory(offer.gate().counting());
        for (int i = offer.interceptors().size() - 1; i >= 0; i--) {
          builder.intercept(offer.interceptors().get(i));
        }
        builder.intercept(offer.gate());
        for (BindableService service : offer.services()) {
          builder.addService(service);
        }
        return builder.build();
      }

      @Override
      public long turnedAway() {
        return 0; // it has no ports
      }

      @Override
      public void close() {
        // Channels have no threads of their own here.
      }
    };
  }

  private ClientInterceptor between(NodeId self, NodeId other) {
    return new ClientInterceptor() {
      @Override
      public <Q, A> ClientCall<Q, A> interceptCall(
          MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        String name = method.getFullMethodName();
        return new LossyCall<>(
            next.newCall(method, options.withDeadline(null)),
            options.getDeadline(),
            new LossyCall.Line() {
              @Override
              public boolean losesQuestions() {
                return concerned(cuts, self, other, name);
              }

              @Override
              public boolean losesAnswers() {
                return concerned(cuts, other, self, name);
              }

              @Override
              public boolean holdsAnswers() {
                return concerned(detours, other, self, name);
              }

              @Override
              public void hold(Runnable answer) {
                held.add(answer);
              }
            },
            deadlines);
      }
    };
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
  }
}
