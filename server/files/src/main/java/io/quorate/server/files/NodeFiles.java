package io.quorate.server.files;

import io.quorate.client.yaml.Parsed;
import io.quorate.client.yaml.Positions;
import io.quorate.client.yaml.StrictYaml;
import io.quorate.v1.NodeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;

/** Reads node files. */
public final class NodeFiles {
  private NodeFiles() {}

  /**
   * Reads and checks a node file. Takes a few seconds at most, when hosts are named and no name
   * server answers; a name that is not found is only warned of.
   */
  public static NodeFileReading read(Path file) {
    try {
      return read(FileContent.of(file), new NameServiceLookup());
    } catch (IOException unreadable) {
      return new NodeFileReading.Refused(List.of(FileContent.unreadable(file, unreadable)));
    }
  }

  static NodeFileReading read(FileContent content, HostLookup lookup) {
    Parsed<NodeFile> parsed = StrictYaml.parse(content.bytes(), NodeFile.getDefaultInstance());
    return parsed.dispatch(
        new Parsed.Cases<>() {
          @Override
          public NodeFileReading ok(Parsed.Ok<NodeFile> ok) {
            return check(content, ok, lookup);
          }

          @Override
          public NodeFileReading problems(Parsed.Problems<NodeFile> refused) {
            return new NodeFileReading.Refused(
                refused.problems().stream().map(content::problem).toList());
          }
        });
  }

  private static NodeFileReading check(
      FileContent content, Parsed.Ok<NodeFile> parsed, HostLookup lookup) {
    Positions positions = parsed.positions();
    NodeFileRules.Verdict verdict =
        NodeFileRules.check(
            parsed.message(), content.folder(), path -> positions.lines().containsKey(path));
    List<NodeFindings.Finding> found = new ArrayList<>(verdict.findings());
    NodeSettings settings = verdict.settings();
    if (settings != null) {
      found.addAll(unresolved(settings, lookup));
    }
    List<FileFinding> findings = new ArrayList<>();
    for (NodeFindings.Finding finding : found) {
      int line = positions.lineOf(finding.path());
      findings.add(
          new FileFinding(
              finding.severity(),
              content.name(),
              line,
              finding.path(),
              finding.message(),
              finding.remedy()));
    }
    findings.sort(Comparator.comparingInt(FileFinding::line));
    return settings == null
        ? new NodeFileReading.Refused(findings)
        : new NodeFileReading.Ok(settings, findings);
  }

  private static List<NodeFindings.Finding> unresolved(NodeSettings settings, HostLookup lookup) {
    SortedSet<String> unresolved =
        lookup.unresolved(
            settings.peers().stream()
                .map(NodePeer::host)
                .filter(host -> !Hosts.isAddress(host))
                .toList());
    NodeFindings findings = new NodeFindings();
    for (int i = 0; i < settings.peers().size(); i++) {
      String host = settings.peers().get(i).host();
      if (unresolved.contains(host)) {
        findings.warning(
            "peers[" + i + "].host",
            "no address was found for '" + host + "'",
            "check the name, or write the address");
      }
    }
    return findings.all();
  }
}
