package io.quorate.trust;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who the holder of a certificate is. It stands in the certificate as a URI in the subject's
 * alternative names: {@code quorate://CLUSTER/KIND/NAME}.
 *
 * @param cluster name of the cluster that it holds for
 * @param kind node, or what a user may do
 * @param name of the node or user; nodes as the node file names them
 */
public record Identity(String cluster, Kind kind, String name) {
  private static final String CLUSTER = "[a-z][a-z0-9-]{0,62}";
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._@-]{0,63}";
  private static final Pattern FORM =
      Pattern.compile("quorate://(" + CLUSTER + ")/([a-z]+)/(" + NAME + ")");

  /** How names of users and nodes look, for people. */
  public static final String NAME_RULE =
      "1 to 64 of letters, digits, '.', '_', '@' and '-', a letter or digit first";

  /** What an identity is for. Users of a later kind may do all that those of an earlier one may. */
  public enum Kind {
    /** A node of the cluster. */
    NODE,
    /** A user who may look. */
    VIEWER,
    /** A user who may also move roles and change what groups keep. */
    OPERATOR,
    /** A user who may also declare and delete groups, and see secrets. */
    ADMIN;

    /** As it stands in a certificate and in commands. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that word. */
    public static Optional<Kind> of(String word) {
      for (Kind kind : values()) {
        if (kind.word().equals(word)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }

    /** Whether it may do all that the other one may; a node and a user never. */
    public boolean covers(Kind other) {
      return this == other || (this != NODE && other != NODE && compareTo(other) > 0);
    }
  }

  /**
   * Checks the forms.
   *
   * @throws IllegalArgumentException when the cluster or the name has another form
   */
  public Identity {
    if (!cluster.matches(CLUSTER)) {
      throw new IllegalArgumentException("'" + cluster + "' is not the name of a cluster");
    }
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException("'" + name + "' is not a name: use " + NAME_RULE);
    }
  }

  /** Reads what {@link #uri()} writes; empty for anything else. */
  public static Optional<Identity> parse(String uri) {
    Matcher form = FORM.matcher(uri);
    if (!form.matches()) {
      return Optional.empty();
    }
    return Kind.of(form.group(2)).map(kind -> new Identity(form.group(1), kind, form.group(3)));
  }

  /** As it stands in a certificate. */
  public String uri() {
    return "quorate://" + cluster + "/" + kind.word() + "/" + name;
  }

  /** For people, as {@code operator alice}. */
  @Override
  public String toString() {
    return kind.word() + " " + name;
  }
}
