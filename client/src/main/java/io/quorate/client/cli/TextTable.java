package io.quorate.client.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of aligned columns. The last column is wrapped at words where the line would be longer than
 * 100 columns.
 */
final class TextTable {

  static final int WIDTH = 100;
  private static final int NARROWEST = 24;
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
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<Cell> row : rows) {
      for (int column = 0; column < columns; column++) {
        widths[column] = Math.max(widths[column], length(row.get(column).text()));
      }
    }
    int before = Arrays.stream(widths, 0, columns - 1).map(width -> width + GAP.length()).sum();
    widths[columns - 1] = Math.max(NARROWEST, WIDTH - before);
    StringBuilder text = new StringBuilder();
    rows.forEach(row -> append(text, row, widths, paint));
    return text.toString();
  }

  private static void append(StringBuilder text, List<Cell> row, int[] widths, Paint paint) {
    int last = row.size() - 1;
    StringBuilder line = new StringBuilder();
    int indent = 0;
    for (int column = 0; column < last; column++) {
      Cell cell = row.get(column);
      String padding = " ".repeat(widths[column] - length(cell.text()));
      line.append(paint.paint(cell.tone(), cell.text())).append(padding).append(GAP);
      indent += widths[column] + GAP.length();
    }
    for (String part : Words.wrap(row.get(last).text(), widths[last])) {
      line.append(paint.paint(row.get(last).tone(), part));
      text.append(line.toString().stripTrailing()).append('\n');
      line.setLength(0);
      line.append(" ".repeat(indent));
    }
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
