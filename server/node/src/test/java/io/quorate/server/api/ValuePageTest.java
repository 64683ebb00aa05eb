package io.quorate.server.api;

import static io.quorate.server.api.WrittenSpace.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.config.ConfigValue;
import io.quorate.v1.ConfigEntry;
import io.quorate.v1.ListValuesResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ValuePageTest {
  private final WrittenSpace space = new WrittenSpace();

  private static ValuePage.Wanted wanted(String node, String below, String after, int limit) {
    return new ValuePage.Wanted(WrittenSpace.of(node), below, after, limit);
  }

  private static List<String> shown(ListValuesResponse page) {
    return page.getEntriesList().stream()
        .map(entry -> entry.getPath() + "@" + entry.getNode())
        .toList();
  }

  /** All pages, one after the other, as a client asks for them. */
  private List<ConfigEntry> everything(int limit) {
    List<ConfigEntry> all = new ArrayList<>();
    String node = "";
    String after = "";
    while (true) {
      ListValuesResponse page =
          ValuePage.stored(space.view(), wanted(node, "", after, limit), true);
      assertThat(page.getEntriesCount()).isLessThanOrEqualTo(limit);
      all.addAll(page.getEntriesList());
      if (!page.getMore()) {
        return all;
      }
      boolean ended = !page.getNextNode().isEmpty();
      node = ended ? page.getNextNode() : node;
      after = ended ? "" : page.getEntries(page.getEntriesCount() - 1).getPath();
    }
  }

  @Test
  void ofNothingThereIsAnEmptyPage() {
    assertThat(ValuePage.stored(space.view(), wanted("", "", "", 0), true))
        .isEqualTo(ListValuesResponse.getDefaultInstance());
    assertThat(ValuePage.effective(space.view(), wanted("a", "", "", 0)))
        .isEqualTo(ListValuesResponse.getDefaultInstance());
  }

  @Test
  void storedValuesAreThoseOfOneScope() {
    space.commit(set("", "x", "1"), set("a", "x", "2"), set("a", "y/z", "3"));

    ListValuesResponse page = ValuePage.stored(space.view(), wanted("a", "", "", 0), false);
    assertThat(shown(page)).containsExactly("x@a", "y/z@a");
    assertThat(page.getMore()).isFalse();
    assertThat(page.getRevision()).isEqualTo(1);
    assertThat(page.getEntries(0).getValue().toStringUtf8()).isEqualTo("2");
    assertThat(page.getEntries(0).getMediaType()).isEqualTo(ConfigValue.TEXT);
    assertThat(shown(ValuePage.stored(space.view(), wanted("a", "y", "", 0), false)))
        .containsExactly("y/z@a");
  }

  @Test
  void afterAPathInFrontOfTheFolderComesTheFolder() {
    space.commit(set("", "b", "1"), set("a", "b", "2"));

    assertThat(shown(ValuePage.stored(space.view(), wanted("", "b", "a", 0), false)))
        .containsExactly("b@");
    assertThat(shown(ValuePage.effective(space.view(), wanted("a", "b", "a", 0))))
        .containsExactly("b@a");
    assertThat(shown(ValuePage.effective(space.view(), wanted("a", "b", "b", 0)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5, 17, 1_000})
  void pagesOfAllNodesHoldEveryValueOnce(int limit) {
    for (String node : List.of("", "a", "a-b", "b")) {
      for (int i = 0; i < 33; i++) {
        space.commit(set(node, "p/" + i, node));
      }
    }

    assertThat(everything(limit))
        .extracting(entry -> entry.getNode() + "/" + entry.getPath())
        .hasSize(4 * 33)
        .doesNotHaveDuplicates();
  }

  @Test
  void aPageOfAllNodesEndsWithTheValuesOfOne() {
    space.commit(set("", "x", "1"), set("b", "x", "2"));

    ListValuesResponse first = ValuePage.stored(space.view(), wanted("", "", "", 0), true);
    assertThat(shown(first)).containsExactly("x@");
    assertThat(first.getMore()).isTrue();
    assertThat(first.getNextNode()).isEqualTo("b");
    ListValuesResponse last = ValuePage.stored(space.view(), wanted("b", "", "", 0), true);
    assertThat(shown(last)).containsExactly("x@b");
    assertThat(last.getMore()).isFalse();
    assertThat(last.getNextNode()).isEmpty();
  }

  @Test
  void aPageIsBoundedInBytesButHasOneValueAtLeast() {
    String half = "x".repeat(ConfigValue.MAX_BYTES);
    space.commit(set("", "a", half)).commit(set("", "b", half)).commit(set("", "c", "1"));

    ListValuesResponse first = ValuePage.stored(space.view(), wanted("", "", "", 0), true);
    assertThat(shown(first)).containsExactly("a@", "b@");
    assertThat(first.getMore()).isTrue();
    assertThat(first.getNextNode()).isEmpty();
    assertThat(everything(1_000)).hasSize(3);
    ListValuesResponse seen = ValuePage.effective(space.view(), wanted("n", "", "", 0));
    assertThat(shown(seen)).containsExactly("a@", "b@");
    assertThat(seen.getMore()).isTrue();
    assertThat(shown(ValuePage.effective(space.view(), wanted("n", "", "b", 0))))
        .containsExactly("c@");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1_001})
  void aLimitOutOfRangeIsTheGreatest(int limit) {
    for (int i = 0; i < 1_001; i++) {
      space.commit(set("", "p" + i, ""));
    }

    ListValuesResponse page = ValuePage.stored(space.view(), wanted("", "", "", limit), true);
    assertThat(page.getEntriesCount()).isEqualTo(1_000);
    assertThat(page.getMore()).isTrue();
  }

  /** Against the same merged in memory, at every page size. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16, 40, 1_000})
  void aMemberSeesItsOwnValuesOverThoseForAll(int limit) {
    Random random = new Random(limit);
    TreeMap<String, String> expected = new TreeMap<>();
    for (int i = 0; i < 120; i++) {
      String path = "p" + random.nextInt(60);
      boolean own = random.nextInt(3) == 0;
      space.commit(set(own ? "a" : "", path, "v"), set("b", path, "of another"));
      expected.merge(path, own ? "a" : "", (one, other) -> one.isEmpty() ? other : one);
    }
    List<String> seen = new ArrayList<>();
    String after = "";
    ListValuesResponse page;
    do {
      page = ValuePage.effective(space.view(), wanted("a", "", after, limit));
      assertThat(page.getEntriesCount()).isBetween(1, limit);
      seen.addAll(shown(page));
      after = page.getEntries(page.getEntriesCount() - 1).getPath();
    } while (page.getMore());

    assertThat(seen)
        .containsExactlyElementsOf(
            expected.entrySet().stream()
                .map(entry -> entry.getKey() + "@" + entry.getValue())
                .toList());
  }
}
