package io.quorate.client.yaml;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that was probably meant, and words the advice. */
final class KnownNames {

  private KnownNames() {}

  /** Advice for a name that is none of the known ones: the likely one, if any, and all of them. */
  static String advice(String given, List<String> known, String noun) {
    String all =
        known.isEmpty() ? "no " + noun + " is known here" : noun + ": " + String.join(", ", known);
    String meant = closest(given, known);
    return meant == null ? all : "did you mean \"" + meant + "\"? " + capitalized(all);
  }

  private static @Nullable String closest(String given, List<String> known) {
    String wanted = bare(given);
    int allowed = Math.max(1, wanted.length() / 3);
    String best = null;
    int bestDistance = allowed + 1;
    for (String name : known) {
      int distance = distance(wanted, bare(name));
      if (distance < bestDistance) {
        best = name;
        bestDistance = distance;
      }
    }
    return best;
  }

  /** So that readinessTimeout and readiness-timeout count as readiness_timeout. */
  private static String bare(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  /**
   * Edits, and swaps of neighbours, that turn one into the other. Names beyond 64 characters are
   * far from all.
   */
  static int distance(String a, String b) {
    if (a.length() > 64 || b.length() > 64) {
      return Integer.MAX_VALUE;
    }
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(int[][] cost, String a, String b, int i, int j) {
    int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replace, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }

  private static String capitalized(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
