package io.quorate.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Beside a map of the JDK that goes through the same changes. */
class PersistentMapTest {
  private static final int CHANGES = 4_000;
  private static final int KEYS = 400;

  @Test
  void everyVersionStaysAsItWas() {
    Random dice = new Random(7);
    PersistentMap<Integer, String> map = PersistentMap.empty();
    TreeMap<Integer, String> reference = new TreeMap<>();
    List<PersistentMap<Integer, String>> versions = new ArrayList<>();
    List<SortedMap<Integer, String>> expected = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      int key = dice.nextInt(KEYS);
      if (dice.nextInt(3) == 0) {
        map = map.without(key);
        reference.remove(key);
      } else {
        map = map.with(key, "v" + i);
        reference.put(key, "v" + i);
      }
      assertThat(map.size()).isEqualTo(reference.size());
      assertThat(map.get(key)).isEqualTo(reference.get(key));
      if (i % 100 == 0) {
        versions.add(map);
        expected.add(new TreeMap<>(reference));
      }
    }
    for (int i = 0; i < versions.size(); i++) {
      assertThat(versions.get(i).toSortedMap()).isEqualTo(expected.get(i));
    }
  }

  @Test
  void keysThatComeInOrderDoNotMakeAList() {
    PersistentMap<Integer, Integer> map = PersistentMap.empty();
    for (int i = 0; i < 100_000; i++) {
      map = map.with(i, i);
    }
    for (int i = 0; i < 100_000; i += 2) {
      map = map.without(i);
    }
    List<Integer> keys = new ArrayList<>();
    map.forEach((key, value) -> keys.add(key));

    assertThat(keys).hasSize(50_000).isSorted();
    assertThat(map.get(1)).isEqualTo(1);
    assertThat(map.get(2)).isNull();
  }

  @Test
  void withoutWhatIsNotThereIsTheSameMap() {
    PersistentMap<String, String> map = PersistentMap.<String, String>empty().with("a", "1");

    assertThat(map.without("b")).isSameAs(map);
    assertThat(map.without("a").size()).isZero();
  }
}
