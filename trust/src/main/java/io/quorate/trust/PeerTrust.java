package io.quorate.trust;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Judges certificates at handshakes: by who they say that somebody is, not by host names. Machines
 * get other addresses; a node stays who it is.
 */
final class PeerTrust extends X509ExtendedTrustManager {
  private final LiveTrust trust;
  private final LiveTrust.ExpectedServer servers;
  private final LiveTrust.Refusals refusals;

  PeerTrust(LiveTrust trust, LiveTrust.ExpectedServer servers, LiveTrust.Refusals refusals) {
    this.trust = trust;
    this.servers = servers;
    this.refusals = refusals;
  }

  private void client(X509Certificate[] chain) throws CertificateException {
    try {
      trust.judge(chain);
    } catch (CertificateException refused) {
      refusals.refused("a caller was refused: " + refused.getMessage());
      throw refused;
    }
  }

  private void server(X509Certificate[] chain, @Nullable String host, int port)
      throws CertificateException {
    String dialled = host == null ? "" : host.replaceAll("^\\[|]$", "");
    try {
      servers.check(trust.judge(chain), dialled, port);
    } catch (CertificateException refused) {
      refusals.refused(
          "who answers at " + dialled + ":" + port + " was refused: " + refused.getMessage());
      throw refused;
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    client(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    client(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    client(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    server(chain, engine.getPeerHost(), engine.getPeerPort());
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    // Not getSession: that would wait for the handshake that asks here.
    SSLSession session = socket instanceof SSLSocket tls ? tls.getHandshakeSession() : null;
    String host = session == null ? null : session.getPeerHost();
    server(chain, host, socket.getPort());
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    server(chain, null, 0);
  }

  /** None are named to callers: which are trusted is nobody's business. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
