package io.quorate.server.authority;

import io.quorate.client.cli.ExitCode;
import io.quorate.trust.Credentials;
import io.quorate.trust.TrustException;
import io.quorate.trust.TrustFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quorate trust show}: whose a folder is, and whom it believes. */
@Command(
    name = "show",
    description = "Check a folder of credentials, and show whose it is and whom it believes.")
final class TrustShowCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FOLDER", description = "The folder of a node or user.")
  private Path folder = Path.of("");

  @Override
  public Integer call() {
    try {
      Credentials credentials = Credentials.read(new TrustFolder(folder), Instant.now());
      PrintWriter out = spec.commandLine().getOut();
      out.println("identity   " + credentials.identity().uri());
      out.println("serial     " + credentials.certificate().getSerialNumber().toString(16));
      out.println("ends       " + credentials.end());
      for (X509Certificate authority : credentials.authorities()) {
        out.println("authority  " + fingerprint(authority));
      }
      return ExitCode.DONE;
    } catch (TrustException unusable) {
      spec.commandLine().getErr().println("error: " + unusable.getMessage());
      return ExitCode.FAILED;
    }
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      return HexFormat.ofDelimiter(":")
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException("this run-time has no SHA-256", everyJdkHasIt);
    }
  }
}
