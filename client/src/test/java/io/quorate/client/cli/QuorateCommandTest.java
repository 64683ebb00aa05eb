package io.quorate.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.client.FakeNode;
import io.quorate.v1.ListGroupsRequest;
import io.quorate.v1.ListGroupsResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Timeout(60)
class QuorateCommandTest {

  @Test
  void everyCommandHasHelpWithAnExample() {
    List<String> paths = new ArrayList<>();
    collect(line(), "", paths);
    assertThat(paths).hasSizeGreaterThanOrEqualTo(15);
    for (String path : paths) {
      String[] arguments = (path + " --help").strip().split(" ");
      CliRun run = new CliRun.Setup().run(arguments).exits(0);
      assertThat(run.out()).as(path).contains("Example").contains("quorate " + path.strip());
      assertThat(run.out().lines()).as(path).allMatch(text -> text.length() <= 100);
    }
  }

  @Test
  void wrongUsageIsSaidInTwoLines() {
    CliRun run = new CliRun.Setup().run("statsu").exits(2);
    assertThat(run.err())
        .contains("error: Unmatched argument")
        .contains("status")
        .contains("try: quorate --help");
    assertThat(new CliRun.Setup().run("status", "--server", "a:b").exits(2).err())
        .isEqualTo(
            """
            error: Invalid value for option '--server' (HOST:PORT): "a:b" has no valid port
            try: quorate status --help
            """);
    assertThat(new CliRun.Setup().run("status", "--timeout", "3").exits(2).err())
        .contains("write 5s");
    new CliRun.Setup().variable("QUORATE_SERVERS", "a:b:c").run("status").exits(2);
    new CliRun.Setup().run("status", "-o", "xml").exits(2);
    assertThat(new CliRun.Setup().run().exits(2).err()).contains("Commands:");
    assertThat(new CliRun.Setup().run("group").exits(2).err()).contains("Commands:");
  }

  @Test
  void serversComeFromTheOptionFirst() {
    try (FakeNode node = FakeNode.start()) {
      node.on(ListGroupsRequest.class, request -> ListGroupsResponse.getDefaultInstance());
      String address = node.address().toString();
      CliRun.Setup elsewhere = new CliRun.Setup().variable("QUORATE_SERVERS", "127.0.0.1:1");
      elsewhere.run("group", "list", "-s", address).exits(0);
      elsewhere.run("-s", address, "group", "list").exits(0);
      elsewhere.run("-s", "127.0.0.1:1", "-s", address, "group", "list").exits(0);
      elsewhere.run("-s", "127.0.0.1:1," + address, "group", "list").exits(0);
      elsewhere.run("group", "list").exits(3);
      new CliRun.Setup()
          .variable("QUORATE_SERVERS", "127.0.0.1:1, " + address)
          .run("group", "list")
          .exits(0);
    }
  }

  @Test
  void showsItsVersion() {
    CliRun run = new CliRun.Setup().run("version").exits(0);
    assertThat(run.out()).matches("quorate [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?\n");
    assertThat(new CliRun.Setup().run("--version").exits(0).out()).isEqualTo(run.out());
  }

  @Test
  void printsACompletionScript() {
    CliRun run = new CliRun.Setup().run("completion").exits(0);
    assertThat(run.out())
        .startsWith("#!/usr/bin/env bash")
        .contains("switchover")
        .contains("--fenced-by")
        .contains("table");
  }

  @Test
  void othersAddCommandsOfTheirOwn() {
    CliRun run = new CliRun.Setup().more(new RoleCommand()).run("role", "-o", "json").exits(7);
    assertThat(run.out()).isEqualTo("JSON\n");
  }

  @Command(name = "role", footer = "Example: quorate role")
  static final class RoleCommand implements Callable<Integer> {

    @ParentCommand private Object root = "";

    @Override
    public Integer call() {
      Console console = ((QuorateCommand) root).console();
      console.out().println(console.format().name());
      return 7;
    }
  }

  private static CommandLine line() {
    return QuorateCommand.build(Surroundings.ofProcess(), List.of());
  }

  private static void collect(CommandLine line, String path, List<String> paths) {
    paths.add(path);
    for (Map.Entry<String, CommandLine> sub : line.getSubcommands().entrySet()) {
      collect(sub.getValue(), path + " " + sub.getKey(), paths);
    }
  }
}
