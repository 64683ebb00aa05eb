package io.quorate.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.trust.Identity.Kind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdentityTest {

  @Test
  void readsWhatItWrites() {
    for (Kind kind : Kind.values()) {
      Identity identity = new Identity("office", kind, "a.b@example.org");
      assertThat(Identity.parse(identity.uri())).contains(identity);
    }
    assertThat(new Identity("office", Kind.NODE, "a").uri()).isEqualTo("quorate://office/node/a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "quorate://office/node",
        "quorate://office/node/",
        "quorate://office/node/a/b",
        "quorate://Office/node/a",
        "quorate://office/boss/a",
        "quorate://office/NODE/a",
        "quorate://office/node/a b",
        "quorate://office/node/-a",
        "spiffe://office/node/a",
        " quorate://office/node/a",
        "quorate://office/node/a\n",
      })
  void isNothingElse(String uri) {
    assertThat(Identity.parse(uri)).isEmpty();
  }

  @Test
  void hasBounds() {
    assertThat(Identity.parse("quorate://office/admin/" + "x".repeat(64))).isPresent();
    assertThat(Identity.parse("quorate://office/admin/" + "x".repeat(65))).isEmpty();
    assertThatThrownBy(() -> new Identity("office", Kind.ADMIN, ""))
        .hasMessageContaining("1 to 64");
    assertThatThrownBy(() -> new Identity("", Kind.ADMIN, "x")).hasMessageContaining("cluster");
  }

  @Test
  void usersOfALaterKindMayDoMoreAndNodesAreNoUsers() {
    assertThat(Arrays.stream(Kind.values()).filter(kind -> kind.covers(Kind.VIEWER)))
        .containsExactly(Kind.VIEWER, Kind.OPERATOR, Kind.ADMIN);
    assertThat(Arrays.stream(Kind.values()).filter(kind -> kind.covers(Kind.ADMIN)))
        .containsExactly(Kind.ADMIN);
    assertThat(Arrays.stream(Kind.values()).filter(kind -> kind.covers(Kind.NODE)))
        .containsExactly(Kind.NODE);
  }
}
