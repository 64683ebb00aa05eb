package io.quorate.core.config;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The paths of one scope that have a value, as far as somebody asked. What a search has passed is
 * not searched again.
 *
 * <p>A search that meets nothing lets the next one reach further, one that meets something less
 * far, so a commit of many new paths takes few. The first one reaches no further than it must: in
 * between there may be the traces of any number of deleted values, which a write of one path need
 * not step over.
 */
final class StoredPaths {
  private final ConfigView view;
  private final ConfigScope scope;
  private final List<String> ends;
  private final NavigableMap<String, Gap> gaps = new TreeMap<>();
  private int reach = 1;

  /** What is known from a path on: none has a value before {@code to}, which has one or may. */
  private record Gap(String to, End end) {
    boolean covers(String from) {
      int order = from.compareTo(to);
      return order < 0 || (order == 0 && end == End.STANDS);
    }
  }

  private enum End {
    STANDS,
    OPEN
  }

  /**
   * Of a scope.
   *
   * @param ends where what will be asked about ends, sorted
   */
  StoredPaths(ConfigView view, ConfigScope scope, List<String> ends) {
    this.view = view;
    this.scope = scope;
    this.ends = ends;
  }

  /** Whether the path has a value. */
  boolean has(String path) {
    Gap gap = covering(path);
    if (gap == null) {
      boolean stands = view.get(new ConfigPlace(scope, new ConfigPath(path))) != null;
      gap = stands ? new Gap(path, End.STANDS) : new Gap(behind(path), End.OPEN);
      gaps.put(path, gap);
    }
    return gap.end() == End.STANDS && gap.to().equals(path);
  }

  /** The first path from one on, and before an end, that has a value; null when none has. */
  @Nullable String first(String from, String end) {
    Gap gap = covering(from);
    if (gap == null || (gap.end() == End.OPEN && gap.to().compareTo(end) < 0)) {
      gap = searched(from, end);
    }
    return gap.end() == End.STANDS && gap.to().compareTo(end) < 0 ? gap.to() : null;
  }

  /** What sorts behind the path, and before every other that does: no path has a blank. */
  static String behind(String path) {
    return path + " ";
  }

  private @Nullable Gap covering(String path) {
    Map.Entry<String, Gap> before = gaps.floorEntry(path);
    return before != null && before.getValue().covers(path) ? before.getValue() : null;
  }

  private Gap searched(String from, String end) {
    String to = further(end);
    String found = view.first(scope, from, to);
    reach = found == null ? Math.min(2 * reach, ends.size()) : Math.max(1, reach / 2);
    Gap gap = found == null ? new Gap(to, End.OPEN) : new Gap(found, End.STANDS);
    gaps.subMap(from, true, gap.to(), false).clear();
    gaps.put(from, gap);
    return gap;
  }

  private String further(String end) {
    int at = Collections.binarySearch(ends, end);
    int last = Math.min((at < 0 ? -at - 1 : at) + reach, ends.size()) - 1;
    String far = last < 0 ? end : ends.get(last);
    return far.compareTo(end) > 0 ? far : end;
  }
}
