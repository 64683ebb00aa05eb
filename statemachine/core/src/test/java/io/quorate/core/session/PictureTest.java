package io.quorate.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.GroupId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is told in parts is heard as a whole, whatever is lost, late or repeated on the way. */
final class PictureTest {
  private static GroupId group(int number) {
    return new GroupId("g" + number);
  }

  @Test
  void tellsOnlyWhatChangedSinceWhatWasConfirmed() {
    ToldPicture<String> told = new ToldPicture<>();
    told.put(group(1), "a");
    told.put(group(2), "b");
    long known = told.number();
    told.put(group(2), "c");
    told.put(group(1), "a");
    told.remove(group(3));

    Changes<String> changes = told.since(known);

    assertThat(changes.present()).containsOnlyKeys(group(2)).containsEntry(group(2), "c");
    assertThat(changes.gone()).isEmpty();
    assertThat(changes.span()).isEqualTo(new Span(known, told.number()));
    assertThat(told.since(told.number()).present()).isEmpty();
  }

  @Test
  void tellsEverythingToWhoHasNothingOrSomethingUnknown() {
    ToldPicture<String> told = new ToldPicture<>();
    told.put(group(1), "a");

    assertThat(told.since(Span.WHOLE).span().whole()).isTrue();
    assertThat(told.since(told.number() + 5).span().whole()).isTrue();
    assertThat(told.since(Span.WHOLE).present()).containsOnlyKeys(group(1));
  }

  @Test
  void remembersOnlySoManyThatAreGone() {
    ToldPicture<String> told = new ToldPicture<>();
    long known = told.number();
    for (int i = 0; i <= ToldPicture.REMEMBERED_GONE + 1; i++) {
      told.put(group(i), "a");
      told.remove(group(i));
    }

    assertThat(told.since(known).span().whole()).isTrue();
    assertThat(told.since(told.number() - 1).gone()).hasSize(1);
  }

  @Test
  void repeatsWhatIsToBeToldAgain() {
    ToldPicture<String> told = new ToldPicture<>();
    told.put(group(1), "a");
    long known = told.number();
    told.repeat(group(1));

    assertThat(told.since(known).present()).containsOnlyKeys(group(1));
  }

  @Test
  void refusesWhatDoesNotFollowOnWhatWasHeard() {
    HeardPicture<String> heard = new HeardPicture<>();

    assertThat(heard.fits(new Span(3, 5))).isFalse();
    assertThat(heard.fits(new Span(Span.WHOLE, 5))).isTrue();
  }

  /** Messages are lost, repeated and delayed; whenever one fits, both sides have the same. */
  @Test
  void bothSidesHaveTheSameWheneverAMessageFits() {
    for (long seed = 1; seed <= 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      ToldPicture<Integer> told = new ToldPicture<>();
      HeardPicture<Integer> heard = new HeardPicture<>();
      List<Changes<Integer>> underWay = new ArrayList<>();
      for (int step = 0; step < 200; step++) {
        change(told, random);
        underWay.add(told.since(random.nextInt(20) == 0 ? Span.WHOLE : heard.number()));
        if (random.nextInt(3) > 0) {
          Changes<Integer> newest = underWay.get(underWay.size() - 1);
          if (heard.fits(newest.span())) {
            heard.take(newest);
            assertThat(heard.values().toSortedMap()).as("seed %d", seed).isEqualTo(all(told));
          }
        }
      }
    }
  }

  private static void change(ToldPicture<Integer> told, SplittableRandom random) {
    GroupId group = group(random.nextInt(12));
    switch (random.nextInt(4)) {
      case 0 -> told.remove(group);
      case 1 -> told.repeat(group);
      default -> told.put(group, random.nextInt(3));
    }
  }

  private static SortedMap<GroupId, Integer> all(ToldPicture<Integer> told) {
    return told.since(Span.WHOLE).present();
  }

  @Test
  void saysWhatIsDifferent() {
    HeardPicture<String> heard = new HeardPicture<>();
    ToldPicture<String> told = new ToldPicture<>();
    IntStream.range(0, 3).forEach(i -> told.put(group(i), "a"));

    assertThat(heard.take(told.since(Span.WHOLE))).hasSize(3);
    told.remove(group(0));
    told.put(group(1), "b");
    assertThat(heard.take(told.since(heard.number()))).containsExactly(group(0), group(1));
    assertThat(heard.take(told.since(Span.WHOLE))).isEmpty();
    assertThat(heard.get(group(0))).isNull();
  }
}
