package io.quorate.core.facts;

import io.quorate.core.NodeId;
import io.quorate.core.declaration.DottedNumber;
import io.quorate.core.declaration.Fact;
import io.quorate.core.declaration.Findings;

/**
 * Words what is wrong with a fact on a member.
 *
 * @param fact which
 * @param node the member
 */
record FactWords(Fact fact, NodeId node) {
  /**
   * A value that others are compared with.
   *
   * @param node the member that has it
   * @param value it; empty where it has none
   * @param part whether the member is active
   */
  record Model(NodeId node, String value, Part part) {
    /** What the member is. */
    enum Part {
      ACTIVE,
      ANY
    }

    private String where() {
      return " on " + node + (part == Part.ACTIVE ? ", which is active" : "");
    }
  }

  FactBreach differs(String mine, Model model) {
    return breach(
        FactBreach.Cause.VALUE,
        is(mine) + ", and " + shown(model.value()) + model.where(),
        same(mine, model) + again());
  }

  FactBreach less(String mine, DottedNumber least) {
    boolean comparable = mine.isEmpty() || DottedNumber.read(mine).isPresent();
    return breach(
        FactBreach.Cause.VALUE,
        is(mine)
            + (comparable ? "" : ", which is no number with or without dots")
            + ", and must be at least "
            + least,
        (fact.kind() == Fact.Kind.VERSION ? "upgrade " + node : "bring " + node)
            + " to at least "
            + least
            + again());
  }

  FactBreach notKnown(String why) {
    boolean readiness = fact.kind() == Fact.Kind.READINESS;
    return breach(
        FactBreach.Cause.NOT_KNOWN,
        readiness
            ? fact.name() + " is not ready on " + node + ": " + why
            : fact.kind() + " " + fact.name() + " of " + node + " is not known: " + why,
        "mend what its command says on " + node + again());
  }

  private FactBreach breach(FactBreach.Cause cause, String message, String remedy) {
    return new FactBreach(node, fact, cause, message, remedy);
  }

  private String is(String value) {
    return fact.kind() + " " + fact.name() + " is " + shown(value) + " on " + node;
  }

  private static String shown(String value) {
    return value.isEmpty() ? "not there" : "'" + value + "'";
  }

  private String same(String mine, Model model) {
    String likeIt = node + " as on " + model.node();
    return switch (fact.kind()) {
      case VERSION -> "finish the upgrade, so that it is the same on " + likeIt;
      case FEATURE, CAPABILITY ->
          mine.isEmpty() || model.value().isEmpty()
              ? "enable it on " + (mine.isEmpty() ? node : model.node()) + ", or not at all"
              : "make it the same on " + likeIt;
      case LICENCE -> "have the same licence on " + likeIt;
      case PLUGIN -> "install the same on " + likeIt;
      case CONTENT -> "load the same on " + likeIt;
      case READINESS -> "see why it is not the same on " + likeIt;
    };
  }

  private String again() {
    Fact.Question question = fact.question();
    return question == null
        ? "; then say so under members in the group file"
        : "; it is looked at every " + Findings.text(question.interval());
  }
}
