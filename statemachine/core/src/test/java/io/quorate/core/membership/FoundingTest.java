package io.quorate.core.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two clusters of one name are told apart by what they are called. */
final class FoundingTest {
  private static final UUID ID = new UUID(5, 6);
  private static final Founding SECOND = Founding.FIRST.next(ID);

  @Test
  void theFirstIsCalledByTheNameAlone() {
    assertThat(Founding.FIRST.label("prod")).isEqualTo("prod");
    assertThat(SECOND.label("prod")).isEqualTo("prod/2/" + ID);
  }

  @Test
  void whatIsWrittenIsRead() {
    for (Founding founding : new Founding[] {Founding.FIRST, SECOND, SECOND.next(ID)}) {
      assertThat(Founding.read(founding.toString())).contains(founding);
      assertThat(Founding.ofLabel("prod", founding.label("prod"))).contains(founding);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "2",
        "1/",
        "2/x",
        "/2",
        "1/00000000-0000-0005-0000-000000000006",
        "2/1-2-3-4-5"
      })
  void anythingElseIsNone(String text) {
    assertThat(Founding.read(text)).isEmpty();
    assertThat(Founding.ofLabel("prod", "prod/" + text)).isEmpty();
  }

  @Test
  void labelsOfOtherClustersAreNone() {
    assertThat(Founding.ofLabel("prod", "production")).isEmpty();
    assertThat(Founding.ofLabel("prod", "test")).isEmpty();
    assertThat(Founding.ofLabel("prod", SECOND.label("test"))).isEmpty();
    assertThat(Founding.ofLabel("", "")).isEmpty();
  }

  @Test
  void onlyTheFirstHasNoId() {
    assertThatThrownBy(() -> new Founding(1, ID)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Founding(2, new UUID(0, 0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Founding(0, ID)).isInstanceOf(IllegalArgumentException.class);
  }
}
