package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.ReinstateRequest;
import io.quorate.v1.ReinstateResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code quorate certificate reinstate}: nothing is revoked any more. */
@Command(
    name = "reinstate",
    description = {
      "Take all certificates of a user or a node again, for as long as they hold. For what was",
      "revoked by mistake, and to forget what has ended by now."
    },
    footer = {"", "Example:", "  quorate certificate reinstate olga"})
final class CertificateReinstateCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final HolderName holder = new HolderName();

  CertificateReinstateCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    ReinstateRequest request = ReinstateRequest.newBuilder().setHolder(holder.message()).build();
    try (QuorateClient client = root.client()) {
      ReinstateResponse response = client.reinstate(request);
      root.console()
          .answer(
              response,
              paint ->
                  "all certificates of "
                      + HolderName.shown(holder.message())
                      + " are taken again, for as long as they hold\n");
      return ExitCode.DONE;
    }
  }
}
