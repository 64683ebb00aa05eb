package io.quorate.server.access;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusException;
import io.quorate.client.error.Refusals;
import io.quorate.trust.Identity;
import io.quorate.v1.Caller;
import io.quorate.v1.Notice;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/**
 * Stands before the services: finds out who calls, and turns away whoever may not. What a call
 * needs is in {@link AccessRules}.
 */
public final class Doorkeeper implements ServerInterceptor {
  private final NodeTrust trust;
  private final AuditLog audit;

  /**
   * Of one node.
   *
   * @param trust knows who is at the other end
   */
  public Doorkeeper(NodeTrust trust, AuditLog audit) {
    this.trust = trust;
    this.audit = audit;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    Access access;
    try {
      access = access(call, headers);
    } catch (CertificateException nobody) {
      return deny(call, "somebody", unknown(nobody));
    }
    String method = call.getMethodDescriptor().getFullMethodName();
    Need need = AccessRules.of(method);
    if (!access.mayDo(need)) {
      return deny(call, access.asker().toString(), forbidden(access, need, method));
    }
    boolean recorded = need.recorded() && access.behalf().isEmpty();
    ServerCall<Q, A> answered =
        recorded ? new Recorded<>(call, line(call, access.asker().toString())) : call;
    Context context = access.within(Context.current());
    if (call.getMethodDescriptor().getType() == MethodDescriptor.MethodType.UNARY) {
      return new InOwnName<>(
          Contexts.interceptCall(context, answered, headers, next), access.asker());
    }
    TrustedCall<Q, A> trusted = new TrustedCall<>(answered, () -> refusal(call, access.peer()));
    return trusted.listener(
        new InOwnName<>(Contexts.interceptCall(context, trusted, headers, next), access.asker()));
  }

  /** Why whoever was let in would not be let in now. */
  private Optional<StatusException> refusal(ServerCall<?, ?> call, Identity peer) {
    try {
      Identity now = peer(call);
      return now.equals(peer)
          ? Optional.empty()
          : Optional.of(unknown(new CertificateException("it is " + now + " by now")));
    } catch (CertificateException nobody) {
      return Optional.of(unknown(nobody));
    }
  }

  private Access access(ServerCall<?, ?> call, Metadata headers) throws CertificateException {
    Identity peer = peer(call);
    return new Access(peer, Vouching.read(peer, headers));
  }

  private Identity peer(ServerCall<?, ?> call) throws CertificateException {
    SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
    if (session == null) {
      throw new CertificateException("the connection is not encrypted");
    }
    return trust.identify(session);
  }

  private static StatusException unknown(CertificateException why) {
    return Refusals.toStatus(
        Status.Code.UNAUTHENTICATED,
        List.of(
            notice(
                "this node does not know who calls: " + why.getMessage(),
                "show a certificate of this cluster's authority: docs/security.md")));
  }

  private static StatusException forbidden(Access access, Need need, String method) {
    String call = method.substring(method.lastIndexOf('.') + 1);
    Identity asker = access.asker();
    if (need == Need.NODE || asker.kind() == Identity.Kind.NODE) {
      String message =
          need == Need.NODE
              ? call + " is between nodes; " + asker + " is none"
              : asker + " is a node, and " + call + " is for users";
      return refusal(message, "use the certificate of a user");
    }
    String wanted = need.name().toLowerCase(Locale.ROOT);
    return refusal(
        call + " needs the role " + wanted + "; " + asker.name() + " is " + asker.kind().word(),
        "ask somebody who is " + wanted + ", or use such a certificate");
  }

  private static StatusException refusal(String message, String remedy) {
    return Refusals.toStatus(Status.Code.PERMISSION_DENIED, List.of(notice(message, remedy)));
  }

  private static Notice notice(String message, String remedy) {
    return Notice.newBuilder()
        .setReason(Refusals.NOT_PERMITTED)
        .setMessage(message)
        .setRemedy(remedy)
        .build();
  }

  private <Q> ServerCall.Listener<Q> deny(ServerCall<Q, ?> call, String who, StatusException why) {
    audit.denied(line(call, who), String.valueOf(why.getStatus().getDescription()));
    Metadata trailers = why.getTrailers();
    call.close(why.getStatus(), trailers == null ? new Metadata() : trailers);
    return new ServerCall.Listener<>() {};
  }

  private static AuditLog.Call line(ServerCall<?, ?> call, String who) {
    String method = call.getMethodDescriptor().getFullMethodName();
    Object from = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    return new AuditLog.Call(
        who, String.valueOf(from), method.substring(method.lastIndexOf('.') + 1));
  }

  /** Lets a user ask in no name but the own: it is what the history says. */
  private static final class InOwnName<Q> extends SimpleForwardingServerCallListener<Q> {
    private static final String CALLER = "caller";

    private final Identity asker;

    InOwnName(ServerCall.Listener<Q> next, Identity asker) {
      super(next);
      this.asker = asker;
    }

    @Override
    public void onMessage(Q message) {
      super.onMessage(named(message));
    }

    @SuppressWarnings("unchecked") // a builder builds what it was made of
    private Q named(Q message) {
      if (asker.kind() == Identity.Kind.NODE || !(message instanceof Message asked)) {
        return message;
      }
      FieldDescriptor field = asked.getDescriptorForType().findFieldByName(CALLER);
      if (field == null || !(asked.getField(field) instanceof Caller caller)) {
        return message;
      }
      Caller named = caller.toBuilder().setActor(asker.name()).build();
      return (Q) asked.toBuilder().setField(field, named).build();
    }
  }

  /** Writes down how a call ended. */
  private final class Recorded<Q, A> extends SimpleForwardingServerCall<Q, A> {
    private final AuditLog.Call line;

    Recorded(ServerCall<Q, A> call, AuditLog.Call line) {
      super(call);
      this.line = line;
    }

    @Override
    public void close(Status status, Metadata trailers) {
      audit.done(line, status);
      super.close(status, trailers);
    }
  }
}
