package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.RotateSecretsRequest;
import io.quorate.v1.RotateSecretsResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code quorate secret rotate}: begins a new data key. */
@Command(
    name = "rotate",
    description = "Begin a new data key, under which all secrets are then sealed.",
    footer = {
      "",
      "The data nodes seal the secrets anew by themselves, while they are read and written. How"
          + " far",
      "they are: quorate secret fingerprint",
      "",
      "Example:",
      "  quorate secret rotate"
    })
final class SecretRotateCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Option(names = "--dry-run", description = "Check only, change nothing.")
  private boolean dryRun;

  SecretRotateCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    RotateSecretsRequest request = RotateSecretsRequest.newBuilder().setDryRun(dryRun).build();
    try (QuorateClient client = root.client()) {
      RotateSecretsResponse response = client.secrets().rotate(request);
      root.console().answer(response, paint -> view(response));
      return ExitCode.DONE;
    }
  }

  private String view(RotateSecretsResponse response) {
    String generation = Long.toUnsignedString(response.getGeneration());
    return dryRun
        ? "would be data key " + generation + " (nothing was changed)\n"
        : "data key "
            + generation
            + ", fingerprint "
            + response.getFingerprint()
            + "; secrets are sealed anew: see quorate secret fingerprint\n";
  }
}
