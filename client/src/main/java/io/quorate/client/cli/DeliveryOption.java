package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.RefusedException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether to wait until members have a revision of the configuration. */
final class DeliveryOption {
  @Option(
      names = "--wait-delivered",
      paramLabel = "TIME",
      arity = "0..1",
      fallbackValue = "1m",
      description = {
        "Wait until it is in the files of the members that are online, and was taken up there.",
        "End with 1 when it is not within this time, or at once while it is paused. Without a",
        "time: 1m."
      })
  private @Nullable Duration limit;

  boolean given() {
    return limit != null;
  }

  /** Waits where that is wanted. */
  int await(QuorateCommand root, QuorateClient client, String group, long revision)
      throws RefusedException, InterruptedException {
    Duration longest = limit;
    return longest == null
        ? ExitCode.DONE
        : new DeliveryWait(root, client, group, revision).within(longest);
  }
}
