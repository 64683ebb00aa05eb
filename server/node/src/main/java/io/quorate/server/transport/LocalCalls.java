package io.quorate.server.transport;

import io.grpc.BindableService;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServiceDescriptor;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.util.List;

/**
 * Calls of a node's services from within its process. They pass the same gate and the same
 * interceptors as those that come over the network, so what holds for a call holds here.
 */
public final class LocalCalls implements AutoCloseable {
  private final List<ServiceDescriptor> services;
  private final Server server;
  private final ManagedChannel channel;

  /**
   * To the services of a server.
   *
   * @param offer what the server does
   * @throws IOException when they cannot begin
   */
  public LocalCalls(Transport.Offer offer) throws IOException {
    String name = InProcessServerBuilder.generateName();
    InProcessServerBuilder builder =
        InProcessServerBuilder.forName(name)
            .directExecutor()
            .callExecutor(offer.gate())
            .addStreamTracerFactory(offer.gate().counting());
    builder.intercept(CallOrigin.admitted()); // the one that is added last is called first
    for (int i = offer.interceptors().size() - 1; i >= 0; i--) {
      builder.intercept(offer.interceptors().get(i));
    }
    builder.intercept(CallOrigin.shown());
    builder.intercept(offer.gate());
    for (BindableService service : offer.services()) {
      builder.addService(service);
    }
    this.server = builder.build().start();
    this.services =
        server.getServices().stream().map(service -> service.getServiceDescriptor()).toList();
    this.channel = InProcessChannelBuilder.forName(name).directExecutor().build();
  }

  /** Which can be called. */
  public List<ServiceDescriptor> services() {
    return services;
  }

  /** Makes calls; the headers of each are those of its {@link CallOrigin}. */
  public Channel channel() {
    return channel;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
  }
}
