package io.quorate.server.http;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;

/**
 * TLS 1.3 of the HTTP server. Who asks may show a certificate and need not: load balancers and
 * supervisors have none.
 *
 * @param context shows who this node is, and refuses certificates that do not hold
 * @param known whether somebody of this cluster has shown a certificate
 */
public record HttpTls(SSLContext context, Predicate<SSLSession> known) {
  private static final String PROTOCOL = "TLSv1.3";

  HttpsConfigurator configurator() {
    return new HttpsConfigurator(context) {
      @Override
      public void configure(HttpsParameters parameters) {
        SSLParameters tls = getSSLContext().getDefaultSSLParameters();
        tls.setProtocols(new String[] {PROTOCOL});
        tls.setWantClientAuth(true);
        parameters.setSSLParameters(tls);
      }
    };
  }
}
