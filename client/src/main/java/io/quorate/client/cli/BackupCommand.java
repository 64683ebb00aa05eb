package io.quorate.client.cli;

import io.quorate.client.BackupStream;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.SecretKeys;
import io.quorate.v1.SecretRecipient;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code quorate backup}: writes everything that is replicated to a file. */
@Command(
    name = "backup",
    description = {
      "Write a copy of everything that is replicated to a new file: groups, roles, configuration,",
      "runtime entries, counters, history, and secrets as they are sealed. Made by the first node",
      "that answers, while the cluster goes on; nothing is missing that was acknowledged before.",
      "--timeout is how long a node may say nothing, default 10s."
    },
    footer = {
      "",
      "Only its owner can read the file: configured values are in plain text in it. Secrets are",
      "opened with the key file of a node or with a recovery key, which are not in it: keep one",
      "elsewhere.",
      "",
      "Examples:",
      "  quorate backup prod-monday.zip",
      "  quorate restore --config /etc/quorate/quorate.yaml prod-monday.zip"
    })
final class BackupCommand implements Callable<Integer> {
  private static final int BUFFER = 1 << 16;

  private final QuorateCommand root;

  @Parameters(paramLabel = "FILE", description = "A file that does not exist.")
  private Path file = Path.of("");

  BackupCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException, InterruptedException {
    try (UnfinishedFile backup = UnfinishedFile.of(file, root);
        QuorateClient client = root.client()) {
      receive(client, backup);
      requireWhole(backup.part());
      backup.done();
      warnOfSecrets(client);
      return ExitCode.DONE;
    } catch (IOException failed) {
      root.console().error("no backup was made: " + failed);
      return ExitCode.FAILED;
    }
  }

  private void receive(QuorateClient client, UnfinishedFile into)
      throws QuorateException, InterruptedException, IOException {
    Duration silence = root.timeout().orElse(QuorateCommand.CALL_TIMEOUT);
    try (BackupStream backup = client.backup();
        FileChannel channel = into.create();
        OutputStream out = Channels.newOutputStream(channel)) {
      backup.writeTo(out, silence);
      channel.force(true);
    }
  }

  /** The key files of nodes may be lost together with the nodes. */
  private void warnOfSecrets(QuorateClient client) {
    try {
      SecretKeys keys = client.secrets().keys();
      boolean sealed = keys.getKeysList().stream().anyMatch(key -> key.getValues() > 0);
      boolean recoverable =
          keys.getRecipientsList().stream()
              .anyMatch(recipient -> recipient.getKind() == SecretRecipient.Kind.RECOVERY);
      if (sealed && !recoverable) {
        root.console()
            .note(
                Tone.WARN,
                "only the key files of nodes open the secrets in it; to have a key that is kept"
                    + " off line: quorate secret recipient add");
      }
    } catch (QuorateException unknown) {
      // The backup is made; what opens it can be asked for at any time.
    }
  }

  /** Reads all of it, so that each sum is compared. */
  private static void requireWhole(Path backup) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (ZipFile zip = new ZipFile(backup.toFile())) {
      List<? extends ZipEntry> entries = Collections.list(zip.entries());
      for (ZipEntry entry : entries) {
        try (CheckedInputStream in =
            new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
          while (in.read(buffer) >= 0) {
            // only the sum counts
          }
          if (in.getChecksum().getValue() != entry.getCrc()) {
            throw new IOException("the sum of " + entry.getName() + " is wrong");
          }
        }
      }
    }
  }
}
