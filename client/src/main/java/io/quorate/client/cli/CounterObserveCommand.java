package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.CounterResponse;
import io.quorate.v1.ObserveCounterRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code quorate counter observe}: a value was seen. */
@Command(
    name = "observe",
    description = "Say that a value was seen: what is handed out from now on lies above it.",
    footer = {"", "Example:", "  quorate counter observe web patver 1300"})
final class CounterObserveCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final CounterName counter = new CounterName();

  @Parameters(index = "2", paramLabel = "VALUE", description = "The value, 0 or more.")
  private long value;

  @Mixin private final ChangeOptions change = new ChangeOptions();

  CounterObserveCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    ObserveCounterRequest.Builder request =
        ObserveCounterRequest.newBuilder()
            .setGroup(counter.group())
            .setName(counter.name())
            .setValue(value)
            .setDryRun(change.dryRun());
    change.epoch().ifPresent(request::setEpoch);
    try (QuorateClient client = root.client()) {
      CounterResponse response = client.counters().observe(request.build());
      root.console().answer(response, paint -> counter.standing(response, change));
      return ExitCode.DONE;
    }
  }
}
