package io.quorate.server.transport;

import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.quorate.server.session.HostPort;
import java.util.List;

/** Makes the channels and servers of a node. */
public interface Transport extends AutoCloseable {

  /** A channel, which connects when it is first used and again after it broke. */
  ManagedChannel channel(HostPort to);

  /**
   * A server that has not begun to listen.
   *
   * @param bind where it will
   */
  Server server(HostPort bind, Offer offer);

  /**
   * What a server does.
   *
   * @param gate admits its calls
   * @param interceptors see each admitted call, the first one first
   * @param services answer them
   */
  record Offer(
      CallGate gate, List<ServerInterceptor> interceptors, List<BindableService> services) {
    /** Keeps its own copies. */
    public Offer {
      interceptors = List.copyOf(interceptors);
      services = List.copyOf(services);
    }
  }

  /** Connections to servers that were closed: there were too many, or they said nothing. */
  long turnedAway();

  /** Ends what channels run on; they are closed by whoever asked for them. */
  @Override
  void close();
}
