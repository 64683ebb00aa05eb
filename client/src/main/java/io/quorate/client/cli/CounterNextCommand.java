package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.CounterResponse;
import io.quorate.v1.NextCounterRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code quorate counter next}: values that nobody had. */
@Command(
    name = "next",
    description = "Hand out values that nobody had or will have.",
    footer = {
      "",
      "Prints the value, or the first and the last of several.",
      "",
      "Examples:",
      "  quorate counter next web patver",
      "  quorate counter next web ids --count 100"
    })
final class CounterNextCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final CounterName counter = new CounterName();

  @Option(
      names = "--count",
      paramLabel = "COUNT",
      description = "How many, 1 to 1000000. Default: 1.")
  private long count = 1;

  @Mixin private final ChangeOptions change = new ChangeOptions();

  CounterNextCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    if (count < 1) {
      throw root.usage("--count must be 1 or more");
    }
    NextCounterRequest.Builder request =
        NextCounterRequest.newBuilder()
            .setGroup(counter.group())
            .setName(counter.name())
            .setCount(count)
            .setDryRun(change.dryRun());
    change.epoch().ifPresent(request::setEpoch);
    try (QuorateClient client = root.client()) {
      CounterResponse response = client.counters().next(request.build());
      root.console().answer(response, paint -> view(response));
      return ExitCode.DONE;
    }
  }

  private String view(CounterResponse response) {
    String first = Long.toUnsignedString(response.getFirst());
    String values = count == 1 ? first : first + " " + Long.toUnsignedString(response.getLast());
    return values + (change.dryRun() ? " (nothing was handed out)\n" : "\n");
  }
}
