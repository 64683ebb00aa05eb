package io.quorate.server.local;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code quorate demo firewall}: what two units of a pair keep the same, and what not. */
@Command(
    name = "firewall",
    description = {
      "Show the configuration of a pair of firewalls on this machine: for whom values are and",
      "why, candidates, what is refused, files on both units, secrets, runtime entries and",
      "counters, and that a failover loses none of it. Each step is a command; it says what",
      "is expected and what was seen.",
    },
    footer = {
      "",
      "Ctrl-C ends it at any time and leaves nothing behind.",
      "",
      "Exit codes: 0 everything was as expected, 1 something was not, 2 it could not begin.",
      "",
      "Example:",
      "  quorate demo firewall --auto"
    })
final class FirewallCommand implements Callable<Integer> {
  private final RandomGenerator random = new SplittableRandom();
  private final Spectator spectator = new Spectator(System.in);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final DemoOptions options = new DemoOptions();

  @Override
  public Integer call() throws InterruptedException {
    return new DemoRun(spec.commandLine(), options, random)
        .run((stage, progress) -> new FirewallTour(stage.cluster(), progress).show(this::wait));
  }

  private void wait(String chapter) throws IOException {
    spectator.waitForEnter(
        "Press Enter for: " + chapter + ".", options, spec.commandLine().getOut());
  }
}
