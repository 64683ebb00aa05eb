package io.quorate.bench;

import io.quorate.bench.failover.FailoverCommand;
import io.quorate.bench.heartbeats.HeartbeatsCommand;
import io.quorate.bench.load.LoadCommand;
import io.quorate.bench.simulate.SimulateCommand;
import io.quorate.bench.store.StoreCommand;
import java.util.SplittableRandom;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of {@code quorate-bench}. */
@Command(
    name = "quorate-bench",
    description = "Benchmarks against real processes on this machine, and the simulator.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  private Main() {}

  /**
   * Runs one benchmark and ends the process: 0 done, 1 failed, 2 usage.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    CommandLine line = new CommandLine(new Main());
    line.addSubcommand(new FailoverCommand(new SplittableRandom()));
    line.addSubcommand(new HeartbeatsCommand(new SplittableRandom()));
    line.addSubcommand(new LoadCommand(new SplittableRandom()));
    line.addSubcommand(new StoreCommand(new SplittableRandom()));
    line.addSubcommand(new SimulateCommand(new SplittableRandom(), System::nanoTime));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(line.execute(args));
  }
}
