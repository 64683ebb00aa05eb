package io.quorate.server;

import io.quorate.core.NodeId;
import io.quorate.core.PlainText;
import io.quorate.core.membership.Founding;
import io.quorate.core.registry.Refounding;
import picocli.CommandLine.Option;

/** What somebody says who wants a cluster founded anew. */
final class FoundingWord {
  /** What comes after it. */
  static final String NEXT =
      "Next: start the server as usual, then 'quorate node replace' for each other.";

  private static final int MOST_CAUSE = 200;

  @Option(
      names = "--confirm",
      required = true,
      paramLabel = "CLUSTER",
      description = "The name of the cluster, to say that it is meant.")
  private String cluster = "";

  @Option(
      names = "--fenced-by",
      required = true,
      paramLabel = "TEXT",
      description = "Who made sure that all other nodes are off for good, and how.")
  private String cause = "";

  /** What speaks against it; empty when nothing does. */
  String against(String meant) {
    if (!cluster.equals(meant)) {
      return "the node file is of cluster '"
          + meant
          + "', and --confirm says '"
          + PlainText.of(cluster)
          + "'";
    }
    return cause.isBlank() || cause.length() > MOST_CAUSE
        ? "--fenced-by takes 1 to " + MOST_CAUSE + " characters"
        : "";
  }

  /** It as an order. */
  Refounding.Order order(NodeId survivor) {
    return new Refounding.Order(
        survivor, System.getProperty("user.name", "unknown"), PlainText.of(cause));
  }

  /** That it is done. */
  static String done(NodeId survivor, Founding founding) {
    return "OK: the cluster is founded anew, number "
        + founding.number()
        + " of its name, with "
        + survivor
        + " as its only voter.";
  }

  /** How to go on from a look. */
  static String hint(String command, String cluster, String rest) {
    return "Nothing was changed. To go on, and only when all others are off for good:\n  quorate "
        + command
        + " --confirm "
        + cluster
        + " --fenced-by \"WHO: HOW\""
        + rest;
  }
}
