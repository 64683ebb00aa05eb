package io.quorate.server.api;

import static io.quorate.server.api.WrittenSpace.delete;
import static io.quorate.server.api.WrittenSpace.edit;
import static io.quorate.server.api.WrittenSpace.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import io.quorate.core.config.ConfigEdit;
import io.quorate.core.config.ConfigLimits;
import io.quorate.core.config.ConfigValue;
import io.quorate.v1.ConfigDifference;
import io.quorate.v1.DiffConfigResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ConfigDiffTest {
  private final WrittenSpace space = new WrittenSpace();

  private ConfigDiff diff(long from, @Nullable Long to) {
    return new ConfigDiff(space.view(), new Revision(from), to == null ? null : new Revision(to));
  }

  private DiffConfigResponse compared(long from, @Nullable Long to) {
    ConfigDiff diff = diff(from, to);
    assertThat(diff.against()).isEmpty();
    return diff.message();
  }

  private List<Reason> against(long from, @Nullable Long to) {
    return diff(from, to).against().stream().map(Refusal::reason).toList();
  }

  private static String words(ConfigDifference difference) {
    return difference.getPath()
        + "@"
        + difference.getNode()
        + " "
        + (difference.hasBefore() ? difference.getBefore().toStringUtf8() : "-")
        + ">"
        + (difference.hasAfter() ? difference.getAfter().toStringUtf8() : "-");
  }

  @Test
  void tellsWhatIsNewOtherAndGone() {
    space
        .commit(set("", "a", "1"), set("", "b", "1"), set("n", "b", "1"))
        .commit(set("", "a", "2"), delete("", "b"), set("", "c", ""));

    DiffConfigResponse present = compared(1, null);
    assertThat(present.getDifferencesList())
        .extracting(ConfigDiffTest::words)
        .containsExactly("a@ 1>2", "b@ 1>-", "c@ ->");
    assertThat(present.getFrom()).isEqualTo(1);
    assertThat(present.getTo()).isEqualTo(2);
    assertThat(present.getCut()).isFalse();
    assertThat(compared(0, 1L).getDifferencesList())
        .extracting(ConfigDiffTest::words)
        .containsExactly("a@ ->1", "b@ ->1", "b@n ->1");
  }

  @Test
  void comparesTwoEarlierRevisionsEitherWay() {
    space
        .commit(set("", "a", "1"))
        .commit(set("", "a", "2"), set("", "b", "2"))
        .commit(set("", "a", "3"), delete("", "b"));

    assertThat(compared(1, 2L).getDifferencesList())
        .extracting(ConfigDiffTest::words)
        .containsExactly("a@ 1>2", "b@ ->2");
    assertThat(compared(2, 1L).getDifferencesList())
        .extracting(ConfigDiffTest::words)
        .containsExactly("a@ 2>1", "b@ 2>-");
    assertThat(compared(2, 2L).getDifferencesList()).isEmpty();
  }

  @Test
  void whatCameBackIsNoDifference() {
    space.commit(set("", "a", "1")).commit(set("", "a", "2")).commit(set("", "a", "1"));

    assertThat(compared(1, null).getDifferencesList()).isEmpty();
  }

  @Test
  void anotherMediaTypeIsADifference() {
    space
        .commit(set("", "a", "1"))
        .commit(edit("", "a", new ConfigValue(new byte[] {'1'}, "application/json")));

    assertThat(compared(1, null).getDifferencesList())
        .singleElement()
        .satisfies(one -> assertThat(one.getMediaType()).isEqualTo("application/json"));
  }

  @Test
  void whatIsNotThereIsNotCompared() {
    space.commit(set("", "a", "1"));
    assertThat(against(2, null)).containsExactly(Reason.UNKNOWN_REVISION);
    assertThat(against(3, 2L)).containsExactly(Reason.UNKNOWN_REVISION, Reason.UNKNOWN_REVISION);
    for (int i = 0; i < ConfigLimits.KEPT_COMMITS; i++) {
      space.commit(set("", "a", "" + i));
    }

    assertThat(against(0, null)).containsExactly(Reason.COMPACTED);
    assertThat(against(0, 5_000L)).containsExactly(Reason.COMPACTED, Reason.UNKNOWN_REVISION);
    assertThat(against(1, null)).isEmpty();
  }

  @Test
  void isCutInNumberAndBytes() {
    List<ConfigEdit> many = new ArrayList<>();
    for (int i = 0; i < 1_001; i++) {
      many.add(set("", "p" + i, ""));
    }
    space.commit(many.toArray(ConfigEdit[]::new));
    DiffConfigResponse cut = compared(0, null);
    assertThat(cut.getDifferencesCount()).isEqualTo(1_000);
    assertThat(cut.getCut()).isTrue();

    String half = "x".repeat(ConfigValue.MAX_BYTES);
    for (int i = 0; i < 5; i++) {
      space.commit(set("", "q" + i, half));
    }
    DiffConfigResponse large = compared(1, null);
    assertThat(large.getDifferencesCount()).isEqualTo(4);
    assertThat(large.getCut()).isTrue();
  }

  @Test
  void moreThanCanBeLookedAtIsRefused() {
    String half = "x".repeat(ConfigValue.MAX_BYTES);
    int full = ConfigLimits.COMMIT_BYTES / ConfigValue.MAX_BYTES;
    for (int i = 0; i <= full; i++) {
      space.commit(set("", "q" + i, half));
    }
    List<ConfigEdit> gone = new ArrayList<>();
    for (int i = 0; i <= full; i++) {
      gone.add(delete("", "q" + i));
    }
    space.commit(gone.toArray(ConfigEdit[]::new));

    assertThat(against(full + 1, null)).containsExactly(Reason.LIMIT_EXCEEDED);
    assertThat(against(full + 2, null)).isEmpty();
  }
}
