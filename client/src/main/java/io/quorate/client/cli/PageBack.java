package io.quorate.client.cli;

import picocli.CommandLine.Option;

/** Which of many numbered lines are shown: the newest, or those before one of them. */
final class PageBack {
  private static final int MAX_LIMIT = 1_000;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "The newest N, 1 to 1000. Default: 50.")
  private int limit = 50;

  @Option(
      names = "--before",
      paramLabel = "NUMBER",
      description = "Only what came before the one of this number, to page back.")
  private long before;

  void check(QuorateCommand root) {
    if (limit < 1 || limit > MAX_LIMIT || before < 0) {
      throw root.usage("--limit takes a number from 1 to " + MAX_LIMIT + ", --before one from 0");
    }
  }

  int limit() {
    return limit;
  }

  long before() {
    return before;
  }
}
