package io.quorate.server.access;

import io.grpc.Context;
import io.quorate.trust.Identity;
import java.util.Optional;

/**
 * On whose behalf a call is made. A node that passes a call on vouches for the user who made it: it
 * has seen the user's certificate.
 *
 * @param peer who is at the other end of the connection
 * @param behalf the user that a node passes the call on for
 */
public record Access(Identity peer, Optional<Identity> behalf) {
  private static final Context.Key<Access> PRESENT = Context.key("quorate-access");

  /** That of the call that is being answered; empty when callers prove nothing here. */
  public static Optional<Access> present() {
    return Optional.ofNullable(PRESENT.get());
  }

  /** The present context, with this in it. */
  Context within(Context context) {
    return context.withValue(PRESENT, this);
  }

  /** Who asks: the user, or a node for itself. */
  public Identity asker() {
    return behalf.orElse(peer);
  }

  /** Whether the call that is being answered is proven not to be of that node itself. */
  public static boolean impostor(String node) {
    return present().filter(access -> !access.isNode(node)).isPresent();
  }

  private boolean isNode(String node) {
    return peer.kind() == Identity.Kind.NODE && peer.name().equals(node);
  }

  boolean mayDo(Need need) {
    return need == Need.NODE ? need.metBy(peer.kind()) : need.metBy(asker().kind());
  }
}
