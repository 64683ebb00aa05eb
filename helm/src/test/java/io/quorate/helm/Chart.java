package io.quorate.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** The chart of this repository, as Helm's own library reads it. */
final class Chart {
  private static final String RELEASE = "billing";
  private static final String NAMESPACE = "payments";
  private static final String HOOK = "helm.sh/hook";
  private static final String KUBERNETES = "1.31.0";

  private static final Path FOLDER = Path.of("quorate").toAbsolutePath();
  private static final Path UNHOOKED = FOLDER.resolveSibling("target/unhooked").toAbsolutePath();
  private static final Path VALUES = Path.of("src/test/resources/values").toAbsolutePath();

  private Chart() {}

  /** The values that are rendered, beside those of the chart itself. */
  enum ValueSet {
    DEFAULTS,
    TRIAL,
    PRODUCTION,
    EXTERNAL_WITNESS,
    PROVEN,
    CERT_MANAGER;

    String file() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".yaml";
    }
  }

  static LintResult lint() {
    return new Helm(FOLDER).lint().strict().call();
  }

  static String render(ValueSet values) {
    return values == ValueSet.DEFAULTS ? command().call() : render(VALUES.resolve(values.file()));
  }

  /** With the values of a file in place of those of the chart, where it names any. */
  static String render(Path values) {
    return command().withValuesFile(values).call();
  }

  private static TemplateCommand command() {
    return new Helm(unhooked())
        .template()
        .withName(RELEASE)
        .withNamespace(NAMESPACE)
        .withKubeVersion(KUBERNETES);
  }

  /** The library leaves hooks out of what it renders, so that it is shown none. */
  private static Path unhooked() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = UNHOOKED.resolve(FOLDER.relativize(file));
        Files.createDirectories(copy.resolveSibling("."));
        Files.writeString(copy, Files.readString(file).replace(HOOK, "example.org/hook"));
      }
      return UNHOOKED;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
