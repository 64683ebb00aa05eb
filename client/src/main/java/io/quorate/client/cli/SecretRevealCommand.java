package io.quorate.client.cli;

import com.google.protobuf.ByteString;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.RevealSecretRequest;
import io.quorate.v1.RevealedSecret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quorate secret reveal}: a secret in plain text. */
@Command(
    name = "reveal",
    description = "Print a secret in plain text. The history tells who has asked for it.",
    footer = {
      "",
      "With --file it goes to a new file that only you can read.",
      "",
      "Examples:",
      "  quorate secret reveal web db/password",
      "  quorate secret reveal web tls/key.pem --node a --file key.pem"
    })
final class SecretRevealCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final SpaceName space = new SpaceName();

  @Parameters(index = "1", paramLabel = "PATH", description = "Its path.")
  private String path = "";

  @Option(
      names = "--node",
      paramLabel = "NODE",
      description = "That of this member. Default: that for all members.")
  private String node = "";

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Write it to this file, which must not be there yet.")
  private @Nullable Path file;

  SecretRevealCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException, IOException {
    RevealSecretRequest request =
        RevealSecretRequest.newBuilder().setGroup(space.name()).setPath(path).setNode(node).build();
    Path target = file;
    if (target != null) {
      PrivateFile.requireNew(target);
    }
    try (QuorateClient client = root.client()) {
      RevealedSecret secret = client.secrets().reveal(request);
      if (target != null) {
        PrivateFile.write(target, secret.getValue());
        return ExitCode.DONE;
      }
      return print(secret);
    }
  }

  private int print(RevealedSecret secret) {
    ByteString value = secret.getValue();
    Optional<String> text = ValueText.of(value);
    if (text.isEmpty() && root.console().format() == OutputFormat.TABLE) {
      root.console().error(path + " is not text; write it to a file with --file");
      return ExitCode.FAILED;
    }
    String shown = text.orElse("");
    root.console().answer(secret, paint -> shown.endsWith("\n") ? shown : shown + "\n");
    return ExitCode.DONE;
  }
}
