package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.cli.TextTable.Cell;
import io.quorate.v1.Forecast;
import io.quorate.v1.ForecastRequest;
import io.quorate.v1.ForecastResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code quorate forecast}: what would happen if the active died now. */
@Command(
    name = "forecast",
    description =
        "If the active died now: who would take over, within what time, and what would stop it.",
    footer = {"", "Example:", "  quorate forecast web"})
final class ForecastCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final GroupChoice group = new GroupChoice();

  ForecastCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    try (QuorateClient client = root.client()) {
      ForecastResponse response =
          client.forecast(ForecastRequest.newBuilder().setGroup(group.name()).build());
      root.console()
          .answer(
              response,
              paint ->
                  GroupChoice.blocks(
                      response.getForecastsList(), forecast -> view(forecast, paint)));
      return ExitCode.DONE;
    }
  }

  private static String view(Forecast forecast, Paint paint) {
    boolean served = !forecast.getSuccessor().isEmpty();
    String lost =
        forecast.getActive().isEmpty()
            ? "nobody is active; now "
            : "if " + forecast.getActive() + " died now, ";
    String then =
        served
            ? forecast.getSuccessor()
                + " would take over within "
                + Words.bound(forecast.getBound())
                + election(forecast)
            : "NOBODY would take over";
    String first = Words.oneLine(forecast.getGroup() + ": " + lost + then);
    StringBuilder text =
        new StringBuilder(paint.paint(served ? Tone.GOOD : Tone.BAD, first)).append('\n');
    if (forecast.getTermsCount() > 0) {
      text.append(terms(forecast, paint));
    }
    forecast
        .getObstaclesList()
        .forEach(notice -> text.append(Notices.lines(notice, "", Tone.WARN, paint)));
    return text.toString();
  }

  private static String election(Forecast forecast) {
    return forecast.hasElection()
        ? ", after an election of at most "
            + Words.bound(forecast.getElection())
            + ": "
            + forecast.getActive()
            + " leads too"
        : "";
  }

  private static String terms(Forecast forecast, Paint paint) {
    TextTable table = new TextTable("TERM", "AT MOST", "MEANING");
    for (Forecast.Term term : forecast.getTermsList()) {
      Cell duration = Cell.of(Words.bound(term.getDuration()));
      table.row(Cell.of(term.getName()), duration, Cell.of(term.getMeaning()));
    }
    table.row(Cell.of("sum"), Cell.of(Words.bound(forecast.getBound())), Cell.of(""));
    return table.render(paint);
  }
}
