package io.quorate.server.files;

import io.quorate.client.cli.Words;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.Isolation;
import io.quorate.core.failover.FailoverBound;
import io.quorate.core.failover.Forecast.TimeTerm;
import io.quorate.server.process.AccountName;
import io.quorate.server.process.Accounts;
import io.quorate.server.process.Toolbox;
import io.quorate.server.process.UnknownAccountException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quorate validate}: checks node files and group files without asking any node. */
@Command(
    name = "validate",
    description = "Check node files and group files without asking any node.",
    footer = {
      "",
      "Node files named together must agree on their cluster, and group files are then checked",
      "against its nodes. For each group the worst-case failover time is shown as a sum.",
      "",
      "Exit codes: 0 all can be used, 1 at least one is refused, 2 wrong usage.",
      "",
      "Example:",
      "  quorate validate etc/quorate-a.yaml etc/group-example.yaml"
    })
public final class ValidateCommand implements Callable<Integer> {
  private static final int PASSED = 0;
  private static final int FAILED = 1;
  private static final String STANDARD_INPUT = "-";

  private final InputStream standardInput;
  private final HostLookup lookup;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "The files; - is standard input.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "The same, as other commands take it; may be repeated.")
  private List<String> optionFiles = new ArrayList<>();

  /**
   * The command.
   *
   * @param standardInput what {@code -} stands for
   */
  public ValidateCommand(InputStream standardInput) {
    this(standardInput, new NameServiceLookup());
  }

  ValidateCommand(InputStream standardInput, HostLookup lookup) {
    this.standardInput = standardInput;
    this.lookup = lookup;
  }

  @Override
  public Integer call() {
    List<String> named = new ArrayList<>(files);
    named.addAll(optionFiles);
    if (named.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "name at least one file");
    }
    List<FileContent> nodeFiles = new ArrayList<>();
    List<FileContent> groupFiles = new ArrayList<>();
    int failed = 0;
    for (String name : named) {
      try {
        FileContent content = content(name);
        (FileKind.of(content.bytes()) == FileKind.NODE ? nodeFiles : groupFiles).add(content);
      } catch (IOException | InvalidPathException unreadable) {
        line("fail", name + ": " + unreadable.getMessage());
        failed++;
      }
    }
    Map<String, NodeSettings> nodes = new LinkedHashMap<>();
    for (FileContent content : nodeFiles) {
      failed += node(content, nodes) ? 0 : 1;
    }
    for (FileContent content : groupFiles) {
      failed += group(content, nodes) ? 0 : 1;
    }
    out().flush();
    return failed == 0 ? PASSED : FAILED;
  }

  private FileContent content(String name) throws IOException {
    return name.equals(STANDARD_INPUT)
        ? FileContent.of(standardInput)
        : FileContent.of(Path.of(name));
  }

  private boolean node(FileContent content, Map<String, NodeSettings> earlier) {
    NodeFileReading reading = NodeFiles.read(content, lookup);
    show(reading.findings());
    if (!(reading instanceof NodeFileReading.Ok ok)) {
      return false;
    }
    List<String> contradictions = new ArrayList<>();
    earlier.forEach(
        (name, other) ->
            NodeAgreement.contradictions(ok.settings(), other)
                .forEach(c -> contradictions.add(c + ", unlike " + name)));
    contradictions.forEach(c -> line("fail", content.name() + ": " + c));
    earlier.put(content.name(), ok.settings());
    if (contradictions.isEmpty()) {
      line("pass", content.name() + ": " + describe(ok.settings()));
    }
    return contradictions.isEmpty();
  }

  private boolean group(FileContent content, Map<String, NodeSettings> nodes) {
    SortedMap<NodeId, NodeKind> kinds =
        nodes.values().stream().findFirst().map(NodeSettings::kinds).orElseGet(TreeMap::new);
    GroupFile file = GroupFiles.read(content, kinds);
    show(file.findings());
    for (GroupFile.Declared declared : file.groups()) {
      line("pass", content.name() + ":" + declared.line() + ": " + describe(declared.spec()));
      terms(declared.spec());
      demands(content.name() + ":" + declared.line(), declared.spec());
    }
    return file.acceptable();
  }

  /** Only a warning: the file may be checked on a machine that will not run it. */
  private void demands(String where, GroupSpec group) {
    Toolbox tools = Toolbox.detect();
    Accounts accounts = Accounts.ofRoot(tools);
    for (ProgramDemand demand : ProgramDemand.of(group)) {
      String at = where + ": " + demand.path() + ": on this machine ";
      if (demand.isolation() == Isolation.PID_NAMESPACE && tools.pidNamespace().isEmpty()) {
        line(
            "warn", at + "no PID namespace can be made; install unshare (util-linux), run as root");
      }
      try {
        accounts.find(new AccountName(demand.runAs().user(), demand.runAs().group()));
      } catch (UnknownAccountException unknown) {
        line("warn", at + unknown.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void terms(GroupSpec group) {
    List<TimeTerm> terms = FailoverBound.terms(group);
    out().println("      fails over within " + Words.bound(FailoverBound.sum(terms)));
    out().println("      after one election if the lost active also led:");
    for (TimeTerm term : terms) {
      String time = Words.bound(term.duration());
      out().printf(Locale.ROOT, "        %10s  %s: %s%n", time, term.name(), term.meaning());
    }
  }

  private static String describe(NodeSettings node) {
    return "node "
        + node.node()
        + " ("
        + node.kind().name().toLowerCase(Locale.ROOT)
        + ") of cluster "
        + node.cluster()
        + ", voters "
        + node.kinds().keySet().stream().map(NodeId::value).collect(Collectors.joining(" "));
  }

  private static String describe(GroupSpec group) {
    return "group "
        + group.name()
        + ", members "
        + group.members().stream()
            .map(GroupMember::node)
            .map(NodeId::value)
            .collect(Collectors.joining(" "));
  }

  private void show(List<FileFinding> findings) {
    for (FileFinding finding : findings) {
      line(finding.isProblem() ? "fail" : "warn", finding.toString());
    }
  }

  private void line(String verdict, String text) {
    out().println(verdict + "  " + text);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
