package io.quorate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The hard limits of size, and the names that say nothing, over the sources of all modules. */
final class SourceLimitsTest {
  private static final int MAX_METHOD_LINES = 70;
  private static final int MAX_FILE_LINES = 600;
  private static final List<String> EMPTY_ENDINGS =
      List.of("Manager", "Helper", "Util", "Utils", "Processor", "Data", "Info", "Impl");
  private static final String HANDLER = "Handler";

  private static SourceTree sources;

  @BeforeAll
  static void parse() throws IOException {
    sources = SourceTree.parse();
  }

  @Test
  void findsTheSources() {
    assertThat(sources.units().stream().map(sources::name))
        .anyMatch(name -> name.endsWith("SourceLimitsTest.java"));
  }

  @Test
  void filesAreShort() throws IOException {
    List<String> violations = new ArrayList<>();
    for (CompilationUnitTree unit : sources.units()) {
      int lines = Files.readAllLines(sources.file(unit)).size();
      if (lines > MAX_FILE_LINES) {
        violations.add(sources.name(unit) + ": " + lines + " lines, at most " + MAX_FILE_LINES);
      }
    }
    assertThat(violations).isEmpty();
  }

  @Test
  void methodsAreShort() {
    List<String> violations = new ArrayList<>();
    for (CompilationUnitTree unit : sources.units()) {
      for (MethodTree method : methods(unit)) {
        long lines = lines(unit, method);
        if (lines > MAX_METHOD_LINES) {
          String name = sources.name(unit) + ": " + method.getName();
          violations.add(name + " has " + lines + " lines, at most " + MAX_METHOD_LINES);
        }
      }
    }
    assertThat(violations).isEmpty();
  }

  @Test
  void oneTopLevelTypePerFile() {
    assertThat(
            sources.units().stream()
                .filter(unit -> unit.getTypeDecls().size() > 1)
                .map(sources::name))
        .as("files with more than one top-level type")
        .isEmpty();
  }

  @Test
  void namesSayWhatThingsAre() {
    List<String> violations = new ArrayList<>();
    for (CompilationUnitTree unit : sources.units()) {
      for (ClassTree type : types(unit)) {
        if (saysNothing(type)) {
          violations.add(sources.name(unit) + ": " + type.getSimpleName());
        }
      }
    }
    assertThat(violations).as("types whose name ends in a word that says nothing").isEmpty();
  }

  @Test
  void everyPackageIsDescribedAndNullMarked() {
    Map<String, Boolean> marked = new TreeMap<>();
    for (CompilationUnitTree unit : sources.units()) {
      String name = sources.module(unit) + " " + unit.getPackageName();
      marked.merge(name, isNullMarked(unit), Boolean::logicalOr);
    }
    marked.values().removeIf(isMarked -> isMarked);
    assertThat(marked.keySet()).as("packages without a @NullMarked package-info.java").isEmpty();
  }

  private static boolean saysNothing(ClassTree type) {
    String name = type.getSimpleName().toString();
    if (EMPTY_ENDINGS.stream().anyMatch(name::endsWith)) {
      return true;
    }
    // A library's word is allowed where its type is implemented: gRPC's and the JDK's handlers.
    return name.endsWith(HANDLER) && superTypes(type).noneMatch(SourceLimitsTest::isHandler);
  }

  private static Stream<Tree> superTypes(ClassTree type) {
    return Stream.concat(
        Stream.ofNullable(type.getExtendsClause()), type.getImplementsClause().stream());
  }

  private static boolean isHandler(Tree superType) {
    return superType.toString().replaceFirst("<.*", "").endsWith(HANDLER);
  }

  private static boolean isNullMarked(CompilationUnitTree unit) {
    return unit.getPackageAnnotations().stream()
        .anyMatch(annotation -> annotation.getAnnotationType().toString().endsWith("NullMarked"));
  }

  private static long lines(CompilationUnitTree unit, Tree tree) {
    long start = sources.positions().getStartPosition(unit, tree);
    long end = sources.positions().getEndPosition(unit, tree);
    return unit.getLineMap().getLineNumber(end) - unit.getLineMap().getLineNumber(start) + 1;
  }

  private static List<MethodTree> methods(CompilationUnitTree unit) {
    List<MethodTree> found = new ArrayList<>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
        found.add(method);
        return super.visitMethod(method, null);
      }
    }.scan(unit, null);
    return found;
  }

  private static List<ClassTree> types(CompilationUnitTree unit) {
    List<ClassTree> found = new ArrayList<>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
        found.add(type);
        return super.visitClass(type, null);
      }
    }.scan(unit, null);
    return found;
  }
}
