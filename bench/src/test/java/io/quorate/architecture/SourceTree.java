package io.quorate.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The Java sources that people write, of all modules, parsed but not compiled. */
final class SourceTree {
  private static final int MAX_DEPTH = 24;

  private final Path root;
  private final List<CompilationUnitTree> units = new ArrayList<>();
  private final SourcePositions positions;

  private SourceTree(Path root, JavacTask task) throws IOException {
    this.root = root;
    this.positions = Trees.instance(task).getSourcePositions();
    task.parse().forEach(units::add);
  }

  /** Reads {@code src/main/java} and {@code src/test/java} of every module below the project. */
  static SourceTree parse() throws IOException {
    Path root = projectRoot();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
    var sources = files.getJavaFileObjectsFromPaths(javaFiles(root));
    var task = compiler.getTask(null, files, null, List.of("-proc:none"), null, sources);
    return new SourceTree(root, (JavacTask) task);
  }

  List<CompilationUnitTree> units() {
    return units;
  }

  SourcePositions positions() {
    return positions;
  }

  Path file(CompilationUnitTree unit) {
    return Path.of(unit.getSourceFile().toUri());
  }

  /** As people write it in a message: relative to the project. */
  String name(CompilationUnitTree unit) {
    return root.relativize(file(unit)).toString();
  }

  /** The folder which holds the {@code src} that the file is in. */
  Path module(CompilationUnitTree unit) {
    return above(file(unit), folder -> folder.endsWith("src")).resolveSibling(".").normalize();
  }

  private static List<Path> javaFiles(Path root) throws IOException {
    try (Stream<Path> modules = Files.walk(root, 2)) {
      return modules
          .filter(folder -> Files.isRegularFile(folder.resolve("pom.xml")))
          .flatMap(module -> Stream.of("src/main/java", "src/test/java").map(module::resolve))
          .filter(Files::isDirectory)
          .flatMap(SourceTree::below)
          .sorted()
          .toList();
    }
  }

  private static Stream<Path> below(Path sources) {
    try (Stream<Path> files = Files.walk(sources, MAX_DEPTH)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path projectRoot() {
    return above(Path.of("").toAbsolutePath(), folder -> Files.isDirectory(folder.resolve(".mvn")));
  }

  private static Path above(Path start, Predicate<Path> wanted) {
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (wanted.test(folder)) {
        return folder;
      }
    }
    throw new IllegalStateException("not inside the project: " + start);
  }
}
