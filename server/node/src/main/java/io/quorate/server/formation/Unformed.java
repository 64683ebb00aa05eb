package io.quorate.server.formation;

import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.StatusException;
import io.quorate.client.error.Refusals;
import io.quorate.v1.AdminGrpc;
import io.quorate.v1.ConfigurationGrpc;
import io.quorate.v1.CountersGrpc;
import io.quorate.v1.NodesGrpc;
import io.quorate.v1.RuntimeGrpc;
import io.quorate.v1.SecretsGrpc;
import io.quorate.v1.SessionsGrpc;
import io.quorate.v1.TrustGrpc;
import io.quorate.v1.WritesGrpc;
import java.util.List;
import java.util.function.Supplier;

/** Answers every call of operators and programs at a node that does not take part yet. */
public final class Unformed {
  private static final List<ServiceDescriptor> ALL =
      List.of(
          AdminGrpc.getServiceDescriptor(),
          ConfigurationGrpc.getServiceDescriptor(),
          CountersGrpc.getServiceDescriptor(),
          NodesGrpc.getServiceDescriptor(),
          RuntimeGrpc.getServiceDescriptor(),
          SecretsGrpc.getServiceDescriptor(),
          SessionsGrpc.getServiceDescriptor(),
          TrustGrpc.getServiceDescriptor(),
          WritesGrpc.getServiceDescriptor());

  private Unformed() {}

  /**
   * Services that do nothing but say why; a client goes on to the next node.
   *
   * @param why asked at each call
   */
  public static List<BindableService> services(Supplier<String> why) {
    return ALL.stream().<BindableService>map(one -> () -> definition(one, why)).toList();
  }

  private static ServerServiceDefinition definition(ServiceDescriptor of, Supplier<String> why) {
    ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(of);
    of.getMethods().forEach(method -> add(service, method, why));
    return service.build();
  }

  private static <Q, A> void add(
      ServerServiceDefinition.Builder service,
      MethodDescriptor<Q, A> method,
      Supplier<String> why) {
    service.addMethod(
        method,
        (call, headers) -> {
          StatusException refusal = Refusals.noQuorum(why.get(), "");
          Metadata trailers = refusal.getTrailers();
          call.close(refusal.getStatus(), trailers == null ? new Metadata() : trailers);
          return new ServerCall.Listener<>() {};
        });
  }
}
