package io.quorate.core.revocation;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom a certificate names.
 *
 * @param kind node or user; a user's role does not matter
 * @param name as it stands in the certificate
 */
public record CertificateHolder(Kind kind, String name) implements Comparable<CertificateHolder> {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._@-]{0,63}";
  private static final Pattern ROW = Pattern.compile("(node|user)/(" + NAME + ")");

  /** What a holder is. */
  public enum Kind {
    /** A node of the cluster. */
    NODE,
    /** A person or a program. */
    USER;

    /** As it stands in rows and commands. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException when no certificate can have it
   */
  public CertificateHolder {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException("'" + name + "' is no name of a certificate");
    }
  }

  /** Reads a name that somebody wrote; empty when no certificate can have it. */
  public static Optional<CertificateHolder> read(Kind kind, String name) {
    return name.matches(NAME) ? Optional.of(new CertificateHolder(kind, name)) : Optional.empty();
  }

  /** Reads what {@link #row()} writes; empty for anything else. */
  public static Optional<CertificateHolder> ofRow(String row) {
    Matcher form = ROW.matcher(row);
    return form.matches()
        ? Optional.of(
            new CertificateHolder(
                Kind.valueOf(form.group(1).toUpperCase(Locale.ROOT)), form.group(2)))
        : Optional.empty();
  }

  /** By what it is stored: {@code node/b}, {@code user/olga}. */
  public String row() {
    return kind.word() + "/" + name;
  }

  @Override
  public int compareTo(CertificateHolder other) {
    return row().compareTo(other.row());
  }

  /** For people, as {@code user olga}. */
  @Override
  public String toString() {
    return kind.word() + " " + name;
  }
}
