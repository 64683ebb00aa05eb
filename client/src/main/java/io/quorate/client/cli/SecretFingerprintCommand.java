package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.cli.TextTable.Cell;
import io.quorate.v1.DataKey;
import io.quorate.v1.SecretKeys;
import io.quorate.v1.SecretRecipient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code quorate secret fingerprint}: the data keys, and who can open them. */
@Command(
    name = "fingerprint",
    description = "Show which data keys there are, by their fingerprints, and who can open them.",
    footer = {"", "Example:", "  quorate secret fingerprint"})
final class SecretFingerprintCommand implements Callable<Integer> {

  private final QuorateCommand root;

  SecretFingerprintCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    try (QuorateClient client = root.client()) {
      SecretKeys keys = client.secrets().keys();
      root.console().answer(keys, paint -> view(keys, paint));
      return ExitCode.DONE;
    }
  }

  private static String view(SecretKeys keys, Paint paint) {
    StringBuilder text = new StringBuilder();
    if (keys.getKeysCount() == 0) {
      text.append("no data key yet: the first secret makes it\n");
    } else {
      TextTable table = new TextTable("KEY", "FINGERPRINT", "VALUES", "SEALED TO");
      for (DataKey key : keys.getKeysList()) {
        table.row(
            Cell.of(Long.toUnsignedString(key.getGeneration())),
            Cell.of(key.getFingerprint()),
            Cell.of(Integer.toUnsignedString(key.getValues())),
            Cell.of(String.join(", ", key.getRecipientsList())));
      }
      text.append(table.render(paint)).append('\n');
    }
    text.append(recipients(keys, paint));
    if (keys.getKeysCount() > 1) {
      text.append("\nsecrets are being sealed anew\n");
    }
    boolean recovery =
        keys.getRecipientsList().stream()
            .anyMatch(one -> one.getKind() == SecretRecipient.Kind.RECOVERY);
    if (!recovery && keys.getKeysCount() > 0) {
      text.append("\nno recovery key: if all data nodes lose theirs, the secrets are lost\n");
    }
    return text.toString();
  }

  private static String recipients(SecretKeys keys, Paint paint) {
    if (keys.getRecipientsCount() == 0) {
      return "no data node has said which key is its own\n";
    }
    TextTable table = new TextTable("RECIPIENT", "KIND", "PUBLIC KEY", "CAN OPEN");
    for (SecretRecipient recipient : keys.getRecipientsList()) {
      boolean node = recipient.getKind() == SecretRecipient.Kind.NODE;
      table.row(
          Cell.of(recipient.getName()),
          Cell.of(node ? "node" : "recovery"),
          Cell.of(recipient.getKey()),
          Cell.of(node ? opens(recipient) : "not known"));
    }
    return table.render(paint);
  }

  private static String opens(SecretRecipient recipient) {
    List<String> opens = recipient.getOpensList().stream().map(Long::toUnsignedString).toList();
    String text = opens.isEmpty() ? "none" : String.join(", ", opens);
    return recipient.getMismatch() ? text + " (KEY_MISMATCH)" : text;
  }
}
