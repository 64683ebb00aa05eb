package io.quorate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What may be made in one place only, because its settings hold for the whole process. */
final class OneOfItsKindTest {

  /**
   * The JDK's HTTP server reads its limits when the first one of the process is made. One that is
   * made elsewhere, be it in a test, leaves all later ones without an end to slow clients.
   */
  @Test
  void httpServersAreMadeByTheEndpoint() throws IOException {
    SourceTree sources = SourceTree.parse();

    assertThat(
            sources.units().stream()
                .filter(
                    unit ->
                        unit.getImports().stream()
                            .anyMatch(
                                each ->
                                    each.getQualifiedIdentifier()
                                        .toString()
                                        .matches("com\\.sun\\.net\\.httpserver\\.Https?Server")))
                .map(sources::name))
        .containsExactly("server/node/src/main/java/io/quorate/server/http/HttpEndpoint.java");
  }
}
