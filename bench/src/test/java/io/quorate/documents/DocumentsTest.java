package io.quorate.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Reason;
import io.quorate.core.formation.FormationReason;
import io.quorate.core.formation.Waiting;
import io.quorate.replica.HaltReason;
import io.quorate.server.Main;
import io.quorate.server.files.FileFinding;
import io.quorate.server.files.GroupFiles;
import io.quorate.server.files.NodeFiles;
import io.quorate.server.metrics.Measure;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.NodeFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The documents are true where a program can tell. */
final class DocumentsTest {
  private static final String PROMPT = "$ ";
  private final List<Document> documents = Document.all();

  @Test
  void everyRelativeLinkLeadsToAFileAndAHeading() {
    List<String> broken = new ArrayList<>();
    for (Document document : documents) {
      for (String link : document.links()) {
        if (!link.contains("://") && !leadsSomewhere(document, link)) {
          broken.add(document.name() + ": " + link);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static boolean leadsSomewhere(Document from, String link) {
    String[] parts = link.split("#", 2);
    Path target =
        parts[0].isEmpty() ? from.file() : from.file().resolveSibling(parts[0]).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    String name = from.root().relativize(target).toString();
    return parts.length == 1 || Document.named(name).anchors().contains(parts[1]);
  }

  @Test
  void everyGroupBlockCanBeDeclared() throws IOException {
    TreeMap<NodeId, NodeKind> nodes = new TreeMap<>();
    nodes.put(new NodeId("a"), NodeKind.DATA);
    nodes.put(new NodeId("b"), NodeKind.DATA);
    nodes.put(new NodeId("w"), NodeKind.WITNESS);
    List<Block> groups = blocks("yaml group");
    for (Block block : groups) {
      byte[] text = block.text().getBytes(StandardCharsets.UTF_8);
      assertThat(GroupFiles.read(new ByteArrayInputStream(text), nodes).findings())
          .as(block.where())
          .isEmpty();
    }
    assertThat(groups).hasSizeGreaterThan(2);
  }

  @Test
  void everyNodeBlockCanBeUsed(@TempDir Path folder) throws IOException {
    List<Block> nodes = blocks("yaml node");
    for (Block block : nodes) {
      Path file = Files.writeString(folder.resolve("quorate.yaml"), block.text());
      assertThat(NodeFiles.read(file).findings().stream().filter(FileFinding::isProblem))
          .as(block.where())
          .isEmpty();
    }
    assertThat(nodes).hasSizeGreaterThan(1);
  }

  @Test
  void everyYamlBlockIsOfOneKindOrTheOther() {
    assertThat(documents.stream().flatMap(document -> document.blocks().stream()))
        .filteredOn(block -> block.language().startsWith("yaml"))
        .allMatch(block -> Set.of("yaml group", "yaml node").contains(block.language()));
  }

  @Test
  void everyCommandParses() {
    List<String> wrong = new ArrayList<>();
    int calls = 0;
    for (Block block : shellBlocks()) {
      for (String line : commandLines(block)) {
        for (List<String> call : ShellLine.quorateCalls(line)) {
          calls++;
          parseError(call)
              .ifPresent(error -> wrong.add(block.where() + ": " + line + ": " + error));
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(calls).isGreaterThan(50);
  }

  private static Optional<String> parseError(List<String> arguments) {
    try {
      Main.commandLine().parseArgs(arguments.toArray(String[]::new));
      return Optional.empty();
    } catch (ParameterException refused) {
      return Optional.of(String.valueOf(refused.getMessage()));
    }
  }

  private Stream<Block> allBlocks() {
    return documents.stream().flatMap(document -> document.blocks().stream());
  }

  private List<Block> blocks(String language) {
    return allBlocks().filter(block -> block.language().equals(language)).toList();
  }

  private List<Block> shellBlocks() {
    return allBlocks().filter(block -> Set.of("sh", "console").contains(block.language())).toList();
  }

  /** In a console block only what follows a prompt is a command; the rest is its output. */
  private static List<String> commandLines(Block block) {
    if (block.language().equals("sh")) {
      return block.lines();
    }
    return block.lines().stream()
        .filter(line -> line.startsWith(PROMPT))
        .map(line -> line.substring(PROMPT.length()))
        .toList();
  }

  @Test
  void everyCommandHasAnExample() {
    Set<String> shown = new TreeSet<>();
    for (Block block : Document.named("docs/cli.md").blocks()) {
      for (String line : commandLines(block)) {
        for (List<String> call : ShellLine.quorateCalls(line)) {
          shown.add(commandOf(call));
        }
      }
    }
    Set<String> known = new TreeSet<>();
    leaves(Main.commandLine(), "", known);
    assertThat(shown).containsAll(known);
  }

  private static String commandOf(List<String> call) {
    CommandLine.ParseResult result = Main.commandLine().parseArgs(call.toArray(String[]::new));
    List<String> names = new ArrayList<>();
    while (result.hasSubcommand()) {
      result = result.subcommand();
      names.add(result.commandSpec().name());
    }
    return String.join(" ", names);
  }

  private static void leaves(CommandLine command, String name, Set<String> leaves) {
    if (command.getSubcommands().isEmpty()) {
      leaves.add(name);
    }
    command
        .getSubcommands()
        .forEach((word, next) -> leaves(next, (name + " " + word).strip(), leaves));
  }

  @Test
  void everyReasonSaysWhatToDo() {
    Set<String> explained = Document.named("docs/what-to-do-when.md").quoted();
    assertThat(Stream.of(Reason.values()).map(Reason::name)).allMatch(explained::contains);
    assertThat(Stream.of(FormationReason.values()).map(FormationReason::name))
        .allMatch(explained::contains);
    assertThat(Stream.of(Waiting.Reason.values()).map(Waiting.Reason::name))
        .allMatch(explained::contains);
  }

  @Test
  void everyHaltSaysWhatToDoWithItsExitCode() {
    List<List<String>> rows = Document.named("docs/what-to-do-when.md").rows();
    for (HaltReason reason : HaltReason.values()) {
      assertThat(rows)
          .as(reason.name())
          .anyMatch(
              row ->
                  row.size() > 2
                      && row.get(0).equals(Integer.toString(reason.exitCode()))
                      && row.get(1).equals(reason.name()));
    }
  }

  @Test
  void everyKeyOfTheFilesIsExplained() {
    Set<String> group = Document.named("docs/group-file.md").quoted();
    assertThat(keys(GroupSpec.getDescriptor())).allMatch(group::contains);
    Set<String> node = Document.named("docs/node-file.md").quoted();
    assertThat(keys(NodeFile.getDescriptor())).allMatch(node::contains);
  }

  private static Set<String> keys(Descriptor message) {
    Set<String> keys = new TreeSet<>();
    for (FieldDescriptor field : message.getFields()) {
      keys.add(field.getName());
      boolean ours =
          field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
              && !field.isMapField()
              && field.getMessageType().getFullName().startsWith("quorate.");
      if (ours) {
        keys.addAll(keys(field.getMessageType()));
      }
    }
    return keys;
  }

  @Test
  void theNumbersOfTimingAreThoseOfTheCode() throws IOException {
    List<List<String>> rows = Document.named("docs/timing.md").rows();
    assertThat(rows).containsAll(asRows(TimingNumbers.rows()));
    List<List<String>> firstCells = new ArrayList<>();
    rows.stream().filter(row -> row.size() == 5).forEach(row -> firstCells.add(row.subList(0, 4)));
    assertThat(firstCells).containsAll(asRows(TimingNumbers.endOfLease()));
    assertThat(source("Members"))
        .contains("election().max().multipliedBy(" + TimingNumbers.ELECTION_TIMEOUTS + ")");
  }

  @Test
  void theProfilesOfTheGroupFileAreThoseOfTheCode() {
    List<List<String>> cells = new ArrayList<>();
    Document.named("docs/group-file.md").rows().stream()
        .filter(row -> row.size() > 4)
        .forEach(row -> cells.add(row.subList(0, 4)));
    assertThat(cells).containsAll(asRows(TimingNumbers.profiles()));
  }

  private static List<List<String>> asRows(Map<String, List<String>> named) {
    List<List<String>> rows = new ArrayList<>();
    named.forEach(
        (name, numbers) -> rows.add(Stream.concat(Stream.of(name), numbers.stream()).toList()));
    return rows;
  }

  @Test
  void everyClassThatADocumentNamesIsThere() throws IOException {
    Set<String> classes = sources().keySet();
    Pattern name = Pattern.compile("`([A-Z][a-z]+(?:[A-Z][a-z]*)+)(?:\\.[a-z][A-Za-z]*)?`");
    for (String document : List.of("docs/invariants.md", "ARCHITECTURE.md")) {
      Set<String> named =
          name.matcher(Document.named(document).text())
              .results()
              .map((MatchResult found) -> found.group(1))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(named).as(document).isNotEmpty().allMatch(classes::contains);
    }
  }

  @Test
  void theTableOfMetricsIsTheCatalogue() {
    List<List<String>> rows = Document.named("docs/metrics.md").rows();
    assertThat(rows.get(0)).containsExactly("metric", "kind", "meaning");
    assertThat(rows.subList(2, rows.size()))
        .containsExactlyElementsOf(Stream.of(Measure.values()).map(DocumentsTest::row).toList());
  }

  private static List<String> row(Measure measure) {
    String labels =
        measure.labels().isEmpty() ? "" : "{" + String.join(",", measure.labels()) + "}";
    return List.of(
        measure.title() + labels, measure.kind().name().toLowerCase(Locale.ROOT), measure.help());
  }

  private static String source(String type) throws IOException {
    Path file = sources().get(type);
    assertThat(file).as(type).isNotNull();
    return Files.readString(file);
  }

  private static Map<String, Path> sources() throws IOException {
    Map<String, Path> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Document.projectRoot())) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains("/target/"))
          .forEach(
              file ->
                  sources.put(file.getFileName().toString().replaceFirst("\\.java$", ""), file));
    }
    return sources;
  }
}
