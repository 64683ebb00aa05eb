package io.quorate.client.cli;

import io.quorate.v1.Notice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Notices as lines for people: what is wrong, its stable name, and what to do. */
final class Notices {

  /** Beyond this many of one kind, only the first is shown whole. */
  private static final int MAX_OF_A_KIND = 3;

  private Notices() {}

  /** On one line, for errors: {@code path: message (REASON); remedy}. */
  static String line(Notice notice) {
    String path = notice.getPath().isEmpty() ? "" : notice.getPath() + ": ";
    String name = notice.getReason().isEmpty() ? "" : " (" + notice.getReason() + ")";
    String remedy = notice.getRemedy().isEmpty() ? "" : "; " + notice.getRemedy();
    return Words.oneLine(path + notice.getMessage() + name + remedy);
  }

  /** On two or more lines with a mark before the first, each with its line break. */
  static String lines(Notice notice, String subject, Tone tone, Paint paint) {
    String about = subject.isEmpty() ? "" : subject + ": ";
    String name = notice.getReason().isEmpty() ? "" : " (" + notice.getReason() + ")";
    String first = Words.oneLine(about + notice.getMessage() + name);
    StringBuilder text = new StringBuilder();
    String lead = tone == Tone.PLAIN ? "  - " : "  ! ";
    for (String part : Words.wrap(first, paint.width() - lead.length())) {
      text.append(lead).append(paint.paint(tone, part)).append('\n');
      lead = "    ";
    }
    if (!notice.getRemedy().isEmpty()) {
      lead = "    do: ";
      for (String part : Words.wrap(Words.oneLine(notice.getRemedy()), paint.width() - 8)) {
        text.append(lead).append(part).append('\n');
        lead = "        ";
      }
    }
    return text.toString();
  }

  /** A notice and what it is about: a node, a group, or (empty) the cluster. */
  record About(String subject, Notice notice) {}

  /**
   * All of them, where many of one kind are folded: a lost node is one event even if it touches
   * 1,000 groups.
   */
  static String folded(List<About> notices, Paint paint) {
    Map<String, List<About>> kinds = new LinkedHashMap<>();
    for (About about : notices) {
      kinds.computeIfAbsent(about.notice().getReason(), kind -> new ArrayList<>()).add(about);
    }
    StringBuilder text = new StringBuilder();
    for (List<About> kind : kinds.values()) {
      int shown = kind.size() > MAX_OF_A_KIND ? 1 : kind.size();
      kind.subList(0, shown)
          .forEach(about -> text.append(lines(about.notice(), about.subject(), Tone.WARN, paint)));
      if (shown < kind.size()) {
        List<String> rest = kind.subList(shown, kind.size()).stream().map(About::subject).toList();
        text.append("    the same for ").append(Words.some(rest)).append('\n');
      }
    }
    return text.toString();
  }
}
