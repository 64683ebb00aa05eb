package io.quorate.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.Revision;
import io.quorate.core.watch.RecentChanges.Change;
import io.quorate.core.watch.RecentChanges.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The newest changes are kept in order within their bound, and nobody goes on over a gap. */
final class RecentChangesTest {
  private static final long MOST = 10;

  private final RecentChanges<String> recent = new RecentChanges<>();

  private void written(long revision) {
    recent.add(new Change<>(new Revision(revision), Kind.WRITTEN, "w" + revision, 3), MOST);
  }

  private void over(long revision, String what) {
    recent.add(new Change<>(new Revision(revision), Kind.OVER, what, 1), MOST);
  }

  /** What somebody is told who knows everything up to the revision; null: not all is here. */
  private List<String> since(long told) {
    OptionalLong position = recent.since(new Revision(told));
    if (position.isEmpty()) {
      return List.of("not here");
    }
    List<String> news = new ArrayList<>();
    for (long at = position.getAsLong(); at < recent.end(); at++) {
      if (recent.at(at).newsAfter(new Revision(told))) {
        news.add(recent.at(at).told());
      }
    }
    return news;
  }

  @Test
  void whatIsOverIsToldAgainWithTheRevisionThatItComesAfter() {
    written(4);
    written(5);
    over(5, "x");
    written(6);

    assertThat(since(4))
        .as("something may have been over before this began")
        .containsExactly("not here");
    assertThat(since(5)).containsExactly("x", "w6");
    assertThat(since(6)).isEmpty();
  }

  @Test
  void theOldestGoBeyondTheBound() {
    for (int i = 1; i <= 100; i++) {
      written(i);
    }

    assertThat(recent.begin()).isEqualTo(97);
    assertThat(recent.end()).isEqualTo(100);
    assertThat(recent.bytes()).isEqualTo(9);
    assertThat(since(97)).containsExactly("not here");
    assertThat(since(98)).containsExactly("w99", "w100");
  }

  @Test
  void whatIsTooLargeIsNotKeptAndNothingFromBeforeIt() {
    written(1);
    recent.add(new Change<>(new Revision(2), Kind.WRITTEN, "large", MOST + 1), MOST);
    written(3);

    assertThat(recent.begin()).isEqualTo(2);
    assertThat(since(2)).containsExactly("not here");
    assertThat(since(3)).isEmpty();
  }

  @Test
  void alsoWhoWasToldEverythingDoesNotGoOnOverAGap() {
    written(1);
    long before = recent.end();
    recent.lose();

    assertThat(recent.begin()).isGreaterThan(before);
    assertThat(recent.end()).isEqualTo(recent.begin());
    assertThat(since(9)).containsExactly("not here");
  }
}
