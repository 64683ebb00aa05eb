package io.quorate.core.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which paths a pattern means. */
final class PathPatternTest {
  private static final List<String> PATHS =
      List.of("a", "b", "a/b", "a/c", "b/c", "a/b/c", "a/c/c", "a/b/c/d", "b/b/b");

  private static List<String> matched(String pattern) {
    return PATHS.stream().filter(new PathPattern(pattern)::matches).toList();
  }

  @Test
  void aStarIsOneSegmentAndTwoAreTheRest() {
    assertThat(matched("a/b")).containsExactly("a/b");
    assertThat(matched("*")).containsExactly("a", "b");
    assertThat(matched("a/*")).containsExactly("a/b", "a/c");
    assertThat(matched("a/*/c")).containsExactly("a/b/c", "a/c/c");
    assertThat(matched("a/**")).containsExactly("a/b", "a/c", "a/b/c", "a/c/c", "a/b/c/d");
    assertThat(matched("*/b/**")).containsExactly("a/b/c", "a/b/c/d", "b/b/b");
    assertThat(matched("**")).isEqualTo(PATHS);
  }

  @Test
  void theLiteralBeginningIsItsRankAndWhereItsPathsLie() {
    assertThat(new PathPattern("a/b/*/c").literals()).isEqualTo(2);
    assertThat(new PathPattern("a/b/*/c").prefix()).isEqualTo("a/b/");
    assertThat(new PathPattern("**").literals()).isZero();
    assertThat(new PathPattern("**").prefix()).isEmpty();
    assertThat(new PathPattern("a/b").literals()).isEqualTo(2);
    assertThat(new PathPattern("a/b").prefix()).isEqualTo("a/b");
  }

  /** Of few segments, it is the same as whether one of all short paths is matched by both. */
  @Test
  void twoMeetWhereBothMatchAPath() {
    List<String> segments = List.of("a", "b", "c", "d");
    List<String> patterns =
        List.of("a", "*", "**", "a/b", "a/*", "a/**", "*/b", "*/**", "*/b/c", "a/*/c", "b/*/**");
    for (String one : patterns) {
      for (String other : patterns) {
        boolean both =
            paths(segments).stream()
                .anyMatch(
                    p -> new PathPattern(one).matches(p) && new PathPattern(other).matches(p));
        assertThat(new PathPattern(one).meets(new PathPattern(other)))
            .as("%s and %s", one, other)
            .isEqualTo(both);
      }
    }
  }

  private static List<String> paths(List<String> segments) {
    return segments.stream()
        .flatMap(
            a ->
                segments.stream()
                    .flatMap(
                        b ->
                            segments.stream()
                                .flatMap(
                                    c -> List.of(a, a + "/" + b, a + "/" + b + "/" + c).stream())))
        .toList();
  }

  @Test
  void whatIsNoneIsRefused() {
    for (String text : List.of("", "a/", "/a", "a*", "a/**/b", "**/a", "a/../b", "ä", "a b")) {
      assertThat(PathPattern.wrong(text)).as(text).isPresent();
      assertThatIllegalArgumentException().isThrownBy(() -> new PathPattern(text));
    }
    assertThat(PathPattern.wrong("a/".repeat(16) + "*")).isPresent();
  }
}
