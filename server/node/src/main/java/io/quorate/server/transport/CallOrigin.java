package io.quorate.server.transport;

import io.grpc.Attributes;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.io.InputStream;
import java.net.SocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/**
 * Who is at the other end of a call that came into this process by another way than gRPC's.
 *
 * @param from where the connection comes from
 * @param session what was proven there; empty on a connection in plain text
 */
public record CallOrigin(SocketAddress from, Optional<SSLSession> session) {
  private static final Metadata.Key<Told> KEY =
      Metadata.Key.of("quorate-origin-bin", new ByReference());

  /** What goes with a call. */
  private record Told(CallOrigin origin, Runnable admitted) {}

  /**
   * What tells it with a call. It does not leave the process.
   *
   * @param admitted is run when everything that stands before the service has let the call pass
   */
  public Metadata headers(Runnable admitted) {
    Metadata headers = new Metadata();
    headers.put(KEY, new Told(this, admitted));
    return headers;
  }

  private Attributes over(Attributes transport) {
    Attributes.Builder attributes = transport.toBuilder();
    attributes.set(Grpc.TRANSPORT_ATTR_REMOTE_ADDR, from);
    session.ifPresent(proven -> attributes.set(Grpc.TRANSPORT_ATTR_SSL_SESSION, proven));
    return attributes.build();
  }

  /** Shows services each call as if its connection were the one that it came by. */
  static ServerInterceptor shown() {
    return new ServerInterceptor() {
      @Override
      public <Q, A> ServerCall.Listener<Q> interceptCall(
          ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Told told = headers.get(KEY);
        if (told == null) {
          return next.startCall(call, headers);
        }
        Attributes attributes = told.origin().over(call.getAttributes());
        return next.startCall(
            new SimpleForwardingServerCall<>(call) {
              @Override
              public Attributes getAttributes() {
                return attributes;
              }
            },
            headers);
      }
    };
  }

  /** Says of each call that comes here that nothing has turned it away. */
  static ServerInterceptor admitted() {
    return new ServerInterceptor() {
      @Override
      public <Q, A> ServerCall.Listener<Q> interceptCall(
          ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Told told = headers.get(KEY);
        if (told != null) {
          told.admitted().run();
        }
        return next.startCall(call, headers);
      }
    };
  }

  /** Within a process headers are handed over as they are; this one could not be written. */
  private static final class ByReference implements Metadata.BinaryStreamMarshaller<Told> {
    @Override
    public InputStream toStream(Told told) {
      return new Holding(told);
    }

    @Override
    public Told parseStream(InputStream stream) {
      if (stream instanceof Holding holding) {
        return holding.told;
      }
      throw new IllegalStateException("an origin has come from outside of the process");
    }
  }

  private static final class Holding extends InputStream {
    private final Told told;

    Holding(Told told) {
      this.told = told;
    }

    @Override
    public int read() {
      return -1;
    }
  }
}
