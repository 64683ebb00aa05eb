package io.quorate.replica;

import io.quorate.core.NodeId;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** How the members of the log prove to each other who they are: by TLS, both ends. */
public interface LinkTrust {
  /** Shows who this member is, at each handshake. */
  X509ExtendedKeyManager keys();

  /** Judges who is at the other end: callers, and whoever answers at a member's address. */
  X509ExtendedTrustManager peers();

  /**
   * Which node is at the other end of a connection, as far as is trusted now.
   *
   * @return empty when it is none that may take part
   */
  Optional<NodeId> node(SSLSession session);
}
