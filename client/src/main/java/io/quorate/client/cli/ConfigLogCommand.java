package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.cli.TextTable.Cell;
import io.quorate.v1.AwaitedCommit;
import io.quorate.v1.ConfigCommit;
import io.quorate.v1.GetConfigLogRequest;
import io.quorate.v1.GetConfigLogResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code quorate config log}: the commits. */
@Command(
    name = "log",
    description = "Every commit: when, who, why, how much. The newest is at the end.",
    footer = {
      "",
      "Times are UTC. With -o json or yaml the newest is at the beginning, as in the API.",
      "",
      "Example:",
      "  quorate config log web --limit 5"
    })
final class ConfigLogCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final SpaceName space = new SpaceName();

  @Mixin private final PageBack page = new PageBack();

  ConfigLogCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    page.check(root);
    GetConfigLogRequest request =
        GetConfigLogRequest.newBuilder()
            .setGroup(space.name())
            .setLimit(page.limit())
            .setBefore(page.before())
            .build();
    try (QuorateClient client = root.client()) {
      GetConfigLogResponse response = client.configuration().log(request);
      root.console().answer(response, paint -> view(response, paint));
      return ExitCode.DONE;
    }
  }

  private static String view(GetConfigLogResponse response, Paint paint) {
    if (response.getCommitsCount() == 0) {
      return "no commits\n";
    }
    TextTable table = new TextTable("REVISION", "TIME", "SET", "DELETED", "BYTES", "WHO AND WHY");
    List<ConfigCommit> oldestFirst = new ArrayList<>(response.getCommitsList());
    Collections.reverse(oldestFirst);
    for (ConfigCommit commit : oldestFirst) {
      table.row(
          Cell.of(Long.toUnsignedString(commit.getRevision())),
          Cell.of(Words.exactTime(commit.getAt())),
          Cell.of(Integer.toUnsignedString(commit.getSet())),
          Cell.of(Integer.toUnsignedString(commit.getDeleted())),
          Cell.of(Long.toUnsignedString(commit.getBytes())),
          Cell.of(whoAndWhy(commit)));
    }
    return table.render(paint) + (response.hasAwaited() ? waiting(response.getAwaited()) : "");
  }

  private static String waiting(AwaitedCommit awaited) {
    return "revision "
        + Long.toUnsignedString(awaited.getRevision())
        + " is undone at "
        + Words.exactTime(awaited.getUntil())
        + " unless somebody confirms it\n";
  }

  private static String whoAndWhy(ConfigCommit commit) {
    String confirmed =
        commit.getConfirmedBy().isEmpty() ? "" : " (confirmed by " + commit.getConfirmedBy() + ")";
    String why = commit.getComment().isEmpty() ? "" : ": " + commit.getComment();
    String skipped = commit.getValidationSkipped() ? " (validation skipped)" : "";
    return commit.getAuthor() + what(commit) + confirmed + skipped + why;
  }

  private static String what(ConfigCommit commit) {
    String revision = Long.toUnsignedString(commit.getOriginRevision());
    return switch (commit.getOrigin()) {
      case ROLLBACK -> " (back to " + revision + ")";
      case CANCELLED -> " (cancelled " + revision + ")";
      case CANDIDATE -> " (candidate " + commit.getCandidate() + ")";
      case UNCONFIRMED -> " (undid " + revision + ")";
      case SCOPE -> " (scopes of declaration " + revision + ")";
      default -> "";
    };
  }
}
