package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.CounterResponse;
import io.quorate.v1.RaiseCounterRequest;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code quorate counter raise}: goes on above a value. */
@Command(
    name = "raise",
    description = "Let a counter go on above a value; refused when it is beyond that already.",
    footer = {
      "",
      "Examples:",
      "  quorate counter raise web patver --to 1310",
      "  quorate counter raise web patver --to 1310 --margin 5000"
    })
final class CounterRaiseCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final CounterName counter = new CounterName();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "VALUE",
      description = "The next value is the one after it.")
  private long to;

  @Option(
      names = "--margin",
      paramLabel = "COUNT",
      description = "By how much it jumps when a backup is brought back. Default: as before.")
  private @Nullable Long margin;

  @Mixin private final ChangeOptions change = new ChangeOptions();

  CounterRaiseCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    RaiseCounterRequest.Builder request =
        RaiseCounterRequest.newBuilder()
            .setGroup(counter.group())
            .setName(counter.name())
            .setTo(to)
            .setDryRun(change.dryRun());
    if (margin != null) {
      request.setMargin(margin);
    }
    change.epoch().ifPresent(request::setEpoch);
    try (QuorateClient client = root.client()) {
      CounterResponse response = client.counters().raise(request.build());
      root.console().answer(response, paint -> counter.standing(response, change));
      return ExitCode.DONE;
    }
  }
}
