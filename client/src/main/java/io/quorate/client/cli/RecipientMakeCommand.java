package io.quorate.client.cli;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code quorate secret recipient make}: makes the key pair of a recovery key. */
@Command(
    name = "make",
    description = {
      "Make a recovery key, on this machine alone: the private key goes to a new file that only"
          + " you",
      "can read, the public key is printed. Keep the file where no node is."
    },
    footer = {"", "Example:", "  quorate secret recipient make safe.key"})
final class RecipientMakeCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Parameters(index = "0", paramLabel = "FILE", description = "The new file.")
  private Path file = Path.of("");

  RecipientMakeCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    PrivateFile.requireNew(file);
    RecoveryKey key = RecoveryKey.make();
    PrivateFile.write(
        file, ByteString.copyFrom(key.fileText().getBytes(StandardCharsets.US_ASCII)));
    root.console().out().println(key.publicKey());
    root.console().out().flush();
    return ExitCode.DONE;
  }
}
