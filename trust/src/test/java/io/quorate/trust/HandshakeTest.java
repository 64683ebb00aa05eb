package io.quorate.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.trust.Identity.Kind;
import io.quorate.trust.authority.Validity;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two ends of a real connection, each with credentials of its own. */
final class HandshakeTest {
  private static final int WAIT_MILLIS = 30_000;

  private final Office office = new Office();
  private final AtomicReference<Instant> now = new AtomicReference<>(Office.NOW);
  private final List<String> refusals = new CopyOnWriteArrayList<>();

  @TempDir private Path temporary;

  private LiveTrust trust(TrustFolder folder) throws TrustException {
    return LiveTrust.open(folder, now::get);
  }

  private LiveTrust node(String name) throws Exception {
    return trust(office.folder(temporary.resolve(name), Office.node(name)));
  }

  private SSLContext context(@Nullable LiveTrust own, LiveTrust judging, String expected)
      throws Exception {
    LiveTrust.ExpectedServer servers =
        (found, host, port) -> {
          if (!found.equals(Office.node(expected))) {
            throw new CertificateException(found + " answers, where " + expected + " should");
          }
        };
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        own == null ? null : new KeyManager[] {own.keys()},
        new TrustManager[] {judging.peers(servers, refusals::add)},
        null);
    return context;
  }

  /** What each end finds at the other; whoever finds nobody has an exception. */
  private record Ends(CompletableFuture<SSLSession> server, CompletableFuture<SSLSession> client) {
    Identity atServer(LiveTrust server) throws Exception {
      return server.identify(server().get());
    }
  }

  private Ends meet(SSLContext server, SSLContext client) throws Exception {
    CompletableFuture<SSLSession> atServer = new CompletableFuture<>();
    CompletableFuture<SSLSession> atClient = new CompletableFuture<>();
    try (SSLServerSocket listening =
        (SSLServerSocket)
            server
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      listening.setNeedClientAuth(true);
      listening.setEnabledProtocols(new String[] {"TLSv1.3"});
      Thread accepting =
          new Thread(
              () -> {
                try (SSLSocket socket = (SSLSocket) listening.accept()) {
                  socket.setSoTimeout(WAIT_MILLIS);
                  socket.startHandshake();
                  socket.getOutputStream().write(1);
                  atServer.complete(socket.getSession());
                } catch (IOException refused) {
                  atServer.completeExceptionally(refused);
                }
              });
      accepting.start();
      try (SSLSocket socket =
          (SSLSocket)
              client
                  .getSocketFactory()
                  .createSocket(InetAddress.getLoopbackAddress(), listening.getLocalPort())) {
        socket.setSoTimeout(WAIT_MILLIS);
        if (socket.getInputStream().read() != 1) {
          throw new IOException("the server hung up");
        }
        atClient.complete(socket.getSession());
      } catch (IOException refused) {
        atClient.completeExceptionally(refused);
      }
      accepting.join(TimeUnit.SECONDS.toMillis(30));
    }
    return new Ends(atServer, atClient);
  }

  private void callerIsRefused(Ends ends, String why) {
    assertThatThrownBy(() -> ends.client().get()).isInstanceOf(ExecutionException.class);
    assertThatThrownBy(() -> ends.server().get()).isInstanceOf(ExecutionException.class);
    assertThat(refusals).singleElement().asString().contains("a caller was refused", why);
  }

  @Test
  void bothKnowWhoTheOtherIs() throws Exception {
    LiveTrust a = node("a");
    LiveTrust b = node("b");
    Ends ends = meet(context(a, a, "b"), context(b, b, "a"));
    assertThat(ends.atServer(a)).isEqualTo(Office.node("b"));
    assertThat(b.identify(ends.client().get())).isEqualTo(Office.node("a"));
    assertThat(refusals).isEmpty();
  }

  @Test
  void whoShowsNothingIsRefused() throws Exception {
    LiveTrust a = node("a");
    Ends ends = meet(context(a, a, "b"), context(null, a, "a"));
    assertThatThrownBy(() -> ends.client().get()).isInstanceOf(ExecutionException.class);
    assertThatThrownBy(() -> ends.server().get()).isInstanceOf(ExecutionException.class);
  }

  @Test
  void whomAnotherAuthorityCertifiedIsRefused() throws Exception {
    LiveTrust a = node("a");
    LiveTrust fake = trust(new Office().folder(temporary.resolve("fake"), Office.node("b")));
    callerIsRefused(meet(context(a, a, "b"), context(fake, a, "a")), "no authority");
  }

  @Test
  void whoIsOfAnotherClusterIsRefused() throws Exception {
    LiveTrust a = node("a");
    LiveTrust other =
        trust(office.folder(temporary.resolve("x"), new Identity("factory", Kind.NODE, "b")));
    callerIsRefused(
        meet(context(a, a, "b"), context(other, a, "a")),
        "it is of cluster 'factory', this is 'office'");
  }

  @Test
  void whoseTimeIsOverIsRefused() throws Exception {
    LiveTrust a = node("a");
    LiveTrust alice =
        trust(
            office.folder(
                temporary.resolve("alice"),
                new Identity(Office.CLUSTER, Kind.ADMIN, "alice"),
                Validity.days(Office.NOW, 1)));
    SSLContext server = context(a, a, "b");
    assertThat(meet(server, context(alice, a, "a")).atServer(a).name()).isEqualTo("alice");
    now.set(Office.NOW.plus(Duration.ofDays(2)));
    callerIsRefused(meet(context(a, a, "b"), context(alice, a, "a")), "it ended at");
  }

  @Test
  void aServerThatIsSomebodyElseIsRefused() throws Exception {
    LiveTrust a = node("a");
    LiveTrust b = node("b");
    Ends ends = meet(context(a, a, "b"), context(b, b, "w"));
    assertThatThrownBy(() -> ends.client().get()).isInstanceOf(ExecutionException.class);
    assertThat(refusals)
        .singleElement()
        .asString()
        .contains("who answers at", "node a answers, where w should");
  }

  @Test
  void newCredentialsAreShownFromTheNextHandshakeOn() throws Exception {
    LiveTrust a = node("a");
    LiveTrust b = node("b");
    SSLContext server = context(a, a, "b");
    assertThat(a.refresh()).isFalse();
    office.renew(new TrustFolder(temporary.resolve("a")), Office.node("a"));
    assertThat(a.refresh()).isTrue();
    Ends ends = meet(server, context(b, b, "a"));
    assertThat(ends.client().get().getPeerCertificates()[0])
        .isEqualTo(a.credentials().certificate());
    assertThat(a.credentials().end()).isEqualTo(Office.NOW.plus(Duration.ofDays(200)));
  }

  @Test
  void credentialsOfSomebodyElseAreNotTakenUp() throws Exception {
    LiveTrust a = node("a");
    office.renew(new TrustFolder(temporary.resolve("a")), Office.node("b"));
    assertThatThrownBy(a::refresh)
        .isInstanceOf(TrustException.class)
        .hasMessageContainingAll("office/node/b", "was of quorate://office/node/a", "restart");
    assertThat(a.credentials().identity()).isEqualTo(Office.node("a"));
  }

  @Test
  void whomNobodyTrustsAnyMoreHoldsOnNoConnection() throws Exception {
    LiveTrust a = node("a");
    LiveTrust b = node("b");
    SSLSession session = meet(context(a, a, "b"), context(b, b, "a")).server().get();
    assertThat(a.identify(session)).isEqualTo(Office.node("b"));
    Office next = new Office();
    TrustFolder fresh = next.folder(temporary.resolve("next"), Office.node("a"));
    for (Path file : List.of(fresh.authorities(), fresh.certificate(), fresh.key())) {
      Files.move(
          file,
          temporary.resolve("a").resolve(file.getFileName()),
          StandardCopyOption.REPLACE_EXISTING);
    }
    assertThat(a.refresh()).isTrue();
    assertThatThrownBy(() -> a.identify(session))
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining("no authority that is trusted here");
  }

  private static Revoked before(Identity whose, Instant moment) {
    return holder -> holder.equals(whose) ? Optional.of(moment) : Optional.empty();
  }

  @Test
  void whatIsRevokedHoldsAtNoHandshakeAndOnNoConnection() throws Exception {
    LiveTrust a = node("a");
    LiveTrust b = node("b");
    SSLContext server = context(a, a, "b");
    SSLSession session = meet(server, context(b, b, "a")).server().get();
    assertThat(a.identify(session)).isEqualTo(Office.node("b"));

    a.revoke(before(Office.node("b"), Office.NOW));
    assertThat(a.identify(session)).isEqualTo(Office.node("b"));
    a.revoke(before(Office.node("b"), Office.NOW.plusSeconds(1)));
    assertThatThrownBy(() -> a.identify(session))
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining(
            "node b began at 2026-06-01T12:00:00Z;"
                + " those that began before 2026-06-01T12:00:01Z are revoked");
    callerIsRefused(meet(server, context(b, b, "a")), "are revoked");

    a.revoke(Revoked.NONE);
    assertThat(a.identify(session)).isEqualTo(Office.node("b"));
  }

  @Test
  void aCertificateThatBeginsLaterIsAsGoodAsAny() throws Exception {
    LiveTrust a = node("a");
    a.revoke(before(Office.node("b"), Office.NOW.plusSeconds(1)));
    TrustFolder later =
        office.folder(
            temporary.resolve("b"),
            Office.node("b"),
            Validity.days(Office.NOW.plusSeconds(1), 100));
    LiveTrust b = trust(later);
    assertThat(meet(context(a, a, "b"), context(b, b, "a")).atServer(a))
        .isEqualTo(Office.node("b"));
  }

  @Test
  void aServerWhoseCertificateIsRevokedIsRefused() throws Exception {
    LiveTrust a = node("a");
    LiveTrust b = node("b");
    b.revoke(before(Office.node("a"), Office.NOW.plusSeconds(1)));
    Ends ends = meet(context(a, a, "b"), context(b, b, "a"));
    assertThatThrownBy(() -> ends.client().get()).isInstanceOf(ExecutionException.class);
    assertThat(refusals).singleElement().asString().contains("who answers at", "are revoked");
  }

  @Test
  void whoIsRevokedIsToldSo() throws Exception {
    LiveTrust a = node("a");
    assertThat(a.ownRevocation()).isEmpty();
    a.revoke(before(Office.node("a"), Office.NOW.plusSeconds(1)));
    assertThat(a.ownRevocation()).get().asString().contains("node a", "are revoked");
  }
}
