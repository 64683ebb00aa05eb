package io.quorate.client.cli;

import io.quorate.v1.CertificateHolder;
import io.quorate.v1.CertificateHolder.Kind;
import java.util.Locale;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whose certificates are meant. */
final class HolderName {
  @Parameters(paramLabel = "NAME", description = "Whom the certificates name; of any role.")
  private String name = "";

  @Option(names = "--node", description = "It is a node, not a user.")
  private boolean node;

  boolean isNode() {
    return node;
  }

  CertificateHolder message() {
    return CertificateHolder.newBuilder()
        .setKind(node ? Kind.NODE : Kind.USER)
        .setName(name)
        .build();
  }

  /** For people, as {@code user olga}. */
  static String shown(CertificateHolder holder) {
    return holder.getKind().name().toLowerCase(Locale.ROOT) + " " + holder.getName();
  }
}
