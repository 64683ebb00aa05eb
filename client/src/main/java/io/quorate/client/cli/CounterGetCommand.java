package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.Counter;
import io.quorate.v1.GetCounterRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code quorate counter get}: how a counter stands. */
@Command(
    name = "get",
    description = "Print the value up to which nothing is handed out any more.",
    footer = {"", "Example:", "  quorate counter get web patver"})
final class CounterGetCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final CounterName counter = new CounterName();

  CounterGetCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    GetCounterRequest request =
        GetCounterRequest.newBuilder().setGroup(counter.group()).setName(counter.name()).build();
    try (QuorateClient client = root.client()) {
      Counter found = client.counters().get(request);
      root.console().answer(found, paint -> Long.toUnsignedString(found.getLast()) + "\n");
      return ExitCode.DONE;
    }
  }
}
