package io.quorate.client.cli;

import io.quorate.client.QuorateException;
import io.quorate.v1.DiagnoseResponse;
import io.quorate.v1.DiagnosisSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quorate node diagnose}: how a node is, in its own words. */
@Command(
    name = "diagnose",
    description = {
      "Ask a node how it is: its roles, its copy of the log, the ways to the others, its disk (which",
      "is tried), and its last log lines. Asked by way of any node that answers, so one that you",
      "cannot reach from here tells too. Needs no quorum, changes nothing."
    },
    footer = {
      "",
      "--timeout is for each node that is asked for it, default 8s.",
      "",
      "Without --section: node, notices, roles, replica, ways, disk and the last 100 lines of log.",
      "There are also guards, runtime, system, metrics and threads. With -o json or yaml all.",
      "",
      "Examples:",
      "  quorate node diagnose b",
      "  quorate node diagnose b --section log --since 1h"
    })
final class NodeDiagnoseCommand implements Callable<Integer> {
  private static final int LINES = 100;
  private static final String LOG = "log";
  private static final Set<String> AT_FIRST =
      Set.of("node", "notices", "roles", "replica", "ways", "disk", LOG);

  private final QuorateCommand root;

  @Parameters(paramLabel = "NODE", description = "The node.")
  private String node = "";

  @Option(
      names = "--section",
      paramLabel = "NAME",
      description = "Show this section whole; may be given more than once.")
  private List<String> sections = new ArrayList<>();

  @Mixin private final NodeDiagnosis diagnosis = new NodeDiagnosis();

  NodeDiagnoseCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    DiagnoseResponse response = diagnosis.of(root, node);
    List<String> known =
        response.getSectionsList().stream().map(DiagnosisSection::getName).toList();
    for (String section : sections) {
      if (!known.contains(section)) {
        throw root.usage("no section is called '" + section + "'; there are " + known);
      }
    }
    root.console().answer(response, paint -> view(response, paint));
    return ExitCode.DONE;
  }

  private String view(DiagnoseResponse response, Paint paint) {
    StringBuilder text = new StringBuilder();
    for (DiagnosisSection section : response.getSectionsList()) {
      boolean asked = sections.contains(section.getName());
      if (asked || (sections.isEmpty() && AT_FIRST.contains(section.getName()))) {
        text.append(paint.paint(Tone.STRONG, Words.oneLine(section.getName()))).append('\n');
        lines(section, asked).forEach(line -> text.append("  ").append(line).append('\n'));
      }
    }
    return text.toString();
  }

  private static List<String> lines(DiagnosisSection section, boolean whole) {
    List<String> lines = section.getText().lines().map(Words::line).toList();
    boolean cut = !whole && section.getName().equals(LOG) && lines.size() > LINES;
    return cut ? lines.subList(lines.size() - LINES, lines.size()) : lines;
  }
}
