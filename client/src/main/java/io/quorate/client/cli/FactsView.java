package io.quorate.client.cli;

import io.quorate.client.cli.TextTable.Cell;
import io.quorate.v1.FactStatus;
import java.util.ArrayList;
import java.util.List;

/** The facts of members side by side, for people. Pure. */
final class FactsView {
  private final List<String> titles = new ArrayList<>(List.of("FACT", "KIND"));
  private final List<List<FactStatus>> members = new ArrayList<>();

  /** Adds a member; all have the same facts in the same order. */
  void member(String node, List<FactStatus> facts) {
    titles.add(Words.oneLine(node));
    members.add(facts);
  }

  /** A row for each fact, a column for each member; empty when there are none. */
  String render(Paint paint) {
    if (members.isEmpty() || members.get(0).isEmpty()) {
      return "";
    }
    TextTable table = new TextTable(titles.toArray(String[]::new));
    for (int fact = 0; fact < members.get(0).size(); fact++) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(members.get(0).get(fact).getName()));
      row.add(Cell.of(members.get(0).get(fact).getKind()));
      for (List<FactStatus> facts : members) {
        row.add(fact < facts.size() ? cell(facts.get(fact)) : Cell.of("?"));
      }
      table.row(row.toArray(Cell[]::new));
    }
    return table.render(paint);
  }

  private static Cell cell(FactStatus fact) {
    return switch (fact.getState()) {
      case KNOWN -> Cell.of(fact.getText().isEmpty() ? "-" : fact.getText());
      case FAILED -> new Cell("FAILS", Tone.BAD);
      case STATE_UNSPECIFIED, UNRECOGNIZED -> Cell.of("?");
    };
  }
}
