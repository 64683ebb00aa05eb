package io.quorate.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives the tests of a class one {@link QuorateCluster}, as a parameter of their methods: {@code
 * ExtendWith(QuorateExtension.class)}. It is started for the first that asks, and is ended, files
 * and all, after the last test of the class. Tests of one class share it, and find it as those
 * before them left it.
 */
public final class QuorateExtension implements ParameterResolver {
  private static final ExtensionContext.Namespace SPACE =
      ExtensionContext.Namespace.create(QuorateExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == QuorateCluster.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> test = context.getRequiredTestClass();
    ExtensionContext ofClass = context;
    while (ofClass.getTestMethod().isPresent()) {
      ofClass = ofClass.getParent().orElseThrow();
    }
    return ofClass
        .getStore(SPACE)
        .getOrComputeIfAbsent(test, own -> OfClass.start(), OfClass.class)
        .cluster;
  }

  /** The cluster of one class of tests. */
  private static final class OfClass implements ExtensionContext.Store.CloseableResource {
    private final Path directory;
    private final QuorateCluster cluster;

    private OfClass(Path directory, QuorateCluster cluster) {
      this.directory = directory;
      this.cluster = cluster;
    }

    static OfClass start() {
      try {
        Path directory = Files.createTempDirectory("quorate-test-").toAbsolutePath();
        return new OfClass(directory, QuorateCluster.start(directory));
      } catch (IOException | QuorateClusterException failed) {
        throw new ParameterResolutionException("no cluster: " + failed.getMessage(), failed);
      } catch (InterruptedException hurry) {
        Thread.currentThread().interrupt();
        throw new ParameterResolutionException("interrupted while a cluster was started", hurry);
      }
    }

    @Override
    public void close() throws IOException, QuorateClusterException {
      cluster.close();
      List<Path> files;
      try (Stream<Path> tree = Files.walk(directory)) {
        files = tree.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
  }
}
