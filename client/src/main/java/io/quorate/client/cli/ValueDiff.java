package io.quorate.client.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.google.protobuf.ByteString;
import io.quorate.v1.ConfigDifference;
import io.quorate.v1.DiffConfigResponse;
import io.quorate.v1.SealedNote;
import java.util.List;
import java.util.Optional;

/** Words how one value differs between two revisions. */
final class ValueDiff {
  private static final int CONTEXT = 3;

  /** Lines of both texts together: the time to compare them grows with the square. */
  private static final int MOST_LINES = 10_000;

  private static final String NOTHING = "/dev/null";

  private ValueDiff() {}

  /**
   * What is compared, behind the names of values.
   *
   * @param before such as a revision
   * @param after such as a revision or the name of a candidate
   */
  record Names(String before, String after) {
    /** Of an answer. */
    static Names of(DiffConfigResponse all, String candidate) {
      return new Names(
          revision(all.getFrom()), candidate.isEmpty() ? revision(all.getTo()) : candidate);
    }
  }

  static String of(ConfigDifference difference, Names names, Paint paint) {
    String name =
        difference.getNode().isEmpty()
            ? difference.getPath()
            : difference.getPath() + " of " + difference.getNode();
    String before = difference.hasBefore() ? name + "@" + names.before() : NOTHING;
    String after = difference.hasAfter() ? name + "@" + names.after() : NOTHING;
    if (difference.hasSealedBefore() || difference.hasSealedAfter()) {
      return secrets(name, difference);
    }
    Optional<List<String>> old = lines(difference.getBefore());
    Optional<List<String>> next = lines(difference.getAfter());
    if (old.isEmpty() || next.isEmpty()) {
      return sizes("binary values differ: ", name, difference);
    }
    if (old.get().equals(next.get())) {
      return sizes("no line differs, but type, line breaks or presence: ", name, difference);
    }
    if (old.get().size() + next.get().size() > MOST_LINES) {
      return sizes("long texts differ: ", name, difference);
    }
    StringBuilder text = new StringBuilder();
    for (String line :
        UnifiedDiffUtils.generateUnifiedDiff(
            before, after, old.get(), DiffUtils.diff(old.get(), next.get()), CONTEXT)) {
      text.append(paint.paint(tone(line), Words.line(line))).append('\n');
    }
    return text.toString();
  }

  private static String secrets(String name, ConfigDifference difference) {
    return "secrets differ: "
        + name
        + ", "
        + side(difference.hasSealedBefore(), difference.getSealedBefore(), difference.hasBefore())
        + " before, "
        + side(difference.hasSealedAfter(), difference.getSealedAfter(), difference.hasAfter())
        + " after\n";
  }

  private static String side(boolean sealed, SealedNote note, boolean there) {
    if (sealed) {
      return ValueText.brief(note);
    }
    return there ? "a plain value" : "no value";
  }

  private static String sizes(String what, String name, ConfigDifference difference) {
    return what
        + name
        + ", "
        + size(difference.hasBefore(), difference.getBefore())
        + " before, "
        + size(difference.hasAfter(), difference.getAfter())
        + " after\n";
  }

  private static String size(boolean there, ByteString value) {
    return there ? Words.count(value.size(), "byte") : "no value";
  }

  private static String revision(long revision) {
    return Long.toUnsignedString(revision);
  }

  private static Optional<List<String>> lines(ByteString value) {
    return ValueText.of(value).map(text -> text.lines().toList());
  }

  private static Tone tone(String line) {
    if (line.startsWith("+")) {
      return Tone.GOOD;
    }
    return line.startsWith("-") ? Tone.BAD : Tone.PLAIN;
  }
}
