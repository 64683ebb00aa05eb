package io.quorate.client.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of aligned columns. Where a line would be longer than the paper is wide, the columns with
 * the longest texts are made narrower and their cells wrapped at words.
 */
final class TextTable {

  private static final String GAP = "  ";

  /** One field of a row. */
  record Cell(String text, Tone tone) {

    Cell {
      text = Words.oneLine(text);
    }

    static Cell of(String text) {
      return new Cell(text, Tone.PLAIN);
    }
  }

  private final List<List<Cell>> rows = new ArrayList<>();

  TextTable(String... titles) {
    rows.add(Arrays.stream(titles).map(title -> new Cell(title, Tone.STRONG)).toList());
  }

  void row(Cell... cells) {
    rows.add(List.of(cells));
  }

  /** The lines, each with its line break. */
  String render(Paint paint) {
    int[] widths = widths(paint.width());
    StringBuilder text = new StringBuilder();
    rows.forEach(row -> append(text, row, widths, paint));
    return text.toString();
  }

  private int[] widths(int width) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    int[] narrowest = new int[columns];
    for (List<Cell> row : rows) {
      for (int column = 0; column < columns; column++) {
        String text = row.get(column).text();
        widths[column] = Math.max(widths[column], length(text));
        for (String word : text.split(" ", -1)) {
          narrowest[column] = Math.max(narrowest[column], length(word));
        }
      }
    }
    int room = width - GAP.length() * (columns - 1);
    while (Arrays.stream(widths).sum() > room) {
      int widest = widestOf(widths, narrowest);
      if (widest < 0) {
        break; // no word is broken: the terminal may wrap the line
      }
      widths[widest]--;
    }
    return widths;
  }

  /** The widest column that can be made narrower; -1 when none can. */
  private static int widestOf(int[] widths, int[] narrowest) {
    int widest = -1;
    for (int column = 0; column < widths.length; column++) {
      boolean wider = widest < 0 || widths[column] >= widths[widest];
      if (widths[column] > narrowest[column] && wider) {
        widest = column;
      }
    }
    return widest;
  }

  private static void append(StringBuilder text, List<Cell> row, int[] widths, Paint paint) {
    List<List<String>> cells = new ArrayList<>();
    int height = 1;
    for (int column = 0; column < row.size(); column++) {
      List<String> lines = Words.wrap(row.get(column).text(), widths[column]);
      height = Math.max(height, lines.size());
      cells.add(lines);
    }
    for (int at = 0; at < height; at++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        List<String> lines = cells.get(column);
        String part = at < lines.size() ? lines.get(at) : "";
        line.append(paint.paint(row.get(column).tone(), part));
        line.append(" ".repeat(Math.max(0, widths[column] - length(part)))).append(GAP);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
