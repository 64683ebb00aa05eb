package io.quorate.server.files;

import io.quorate.client.yaml.Parsed;
import io.quorate.client.yaml.Positions;
import io.quorate.client.yaml.StrictYaml;
import io.quorate.core.Names;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Read;
import io.quorate.core.Refusal;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.replica.declaration.GroupMessages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads group files. */
public final class GroupFiles {
  private final FileContent content;
  private final SortedMap<NodeId, NodeKind> nodes;
  private final List<GroupFile.Declared> groups = new ArrayList<>();
  private final List<FileFinding> findings = new ArrayList<>();
  private final Map<String, Integer> names = new TreeMap<>();

  private GroupFiles(FileContent content, SortedMap<NodeId, NodeKind> nodes) {
    this.content = content;
    this.nodes = nodes;
  }

  /**
   * Reads and checks a file of one or several declarations.
   *
   * @param nodes the nodes of the cluster; empty when they are not known
   */
  public static GroupFile read(Path file, SortedMap<NodeId, NodeKind> nodes) {
    try {
      return read(FileContent.of(file), nodes);
    } catch (IOException unreadable) {
      return new GroupFile(List.of(), List.of(FileContent.unreadable(file, unreadable)));
    }
  }

  /**
   * Reads and checks what comes in on a stream.
   *
   * @param nodes the nodes of the cluster; empty when they are not known
   * @throws IOException when the stream cannot be read
   */
  public static GroupFile read(InputStream standardInput, SortedMap<NodeId, NodeKind> nodes)
      throws IOException {
    return read(FileContent.of(standardInput), nodes);
  }

  static GroupFile read(FileContent content, SortedMap<NodeId, NodeKind> nodes) {
    GroupFiles reading = new GroupFiles(content, nodes);
    for (Parsed<io.quorate.v1.GroupSpec> document :
        StrictYaml.parseAll(content.bytes(), io.quorate.v1.GroupSpec.getDefaultInstance())) {
      if (document instanceof Parsed.Ok<io.quorate.v1.GroupSpec> ok) {
        reading.check(ok);
      } else if (document instanceof Parsed.Problems<io.quorate.v1.GroupSpec> refused) {
        refused.problems().forEach(problem -> reading.findings.add(content.problem(problem)));
      }
    }
    reading.findings.sort(Comparator.comparingInt(FileFinding::line));
    return new GroupFile(reading.groups, reading.findings);
  }

  private void check(Parsed.Ok<io.quorate.v1.GroupSpec> document) {
    Positions positions = document.positions();
    Read<GroupSpec> read = GroupMessages.read(document.message(), nodes);
    for (Refusal refusal : read.refusals()) {
      add(FileFinding.Severity.PROBLEM, positions, refusal);
    }
    boolean second = isSecond(document.message().getName(), positions);
    GroupSpec spec = read.value();
    if (spec == null || second) {
      return;
    }
    if (spec.members().size() == 1) {
      String message = "there is only one member, so nobody can take over";
      add(FileFinding.Severity.WARNING, positions, "members", message, "add a second data node");
    }
    groups.add(new GroupFile.Declared(spec, positions.lineOf("")));
  }

  private boolean isSecond(String name, Positions positions) {
    Integer first =
        Names.wellFormed(name) ? names.putIfAbsent(name, positions.lineOf("name")) : null;
    if (first == null) {
      return false;
    }
    String message = "'" + name + "' is declared twice (first in line " + first + ")";
    add(FileFinding.Severity.PROBLEM, positions, "name", message, "keep one of the two");
    return true;
  }

  private void add(FileFinding.Severity severity, Positions positions, Refusal refusal) {
    add(severity, positions, refusal.path(), refusal.message(), refusal.remedy());
  }

  private void add(
      FileFinding.Severity severity,
      Positions positions,
      String path,
      String message,
      String remedy) {
    int line = positions.lineOf(path);
    findings.add(new FileFinding(severity, content.name(), line, path, message, remedy));
  }
}
