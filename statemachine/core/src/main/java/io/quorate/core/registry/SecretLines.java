package io.quorate.core.registry;

import io.quorate.core.Epoch;
import io.quorate.core.NodeId;
import io.quorate.core.secret.Recipient;
import io.quorate.core.secret.SecretEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Words what happened to the keys of secrets for the history. Never a key that opens anything. */
final class SecretLines implements SecretEvent.Cases<JournalLines.Line> {
  @Override
  public JournalLines.Line recipientChanged(SecretEvent.RecipientChanged event) {
    Recipient recipient = event.recipient();
    return recipient.kind() == Recipient.Kind.NODE
        ? line(
            "SECRET_KEY_ANNOUNCED",
            new NodeId(recipient.name().value()),
            "public key " + recipient.key())
        : line("RECOVERY_KEY_ADDED", null, recipient.name() + ", public key " + recipient.key());
  }

  @Override
  public JournalLines.Line recipientRemoved(SecretEvent.RecipientRemoved event) {
    return line("RECOVERY_KEY_REMOVED", null, event.recipient().name().value());
  }

  @Override
  public JournalLines.Line keyBegun(SecretEvent.KeyBegun event) {
    return line(
        "SECRET_KEY_BEGUN",
        null,
        "generation " + event.key().generation() + ", fingerprint " + event.key().fingerprint());
  }

  @Override
  public JournalLines.Line keyShared(SecretEvent.KeyShared event) {
    return line(
        "SECRET_KEY_SHARED",
        null,
        "generation " + event.generation() + " with " + event.key().recipient());
  }

  @Override
  public JournalLines.Line rowsResealed(SecretEvent.RowsResealed event) {
    throw new IllegalArgumentException("the history does not tell of " + event);
  }

  @Override
  public JournalLines.Line keyDropped(SecretEvent.KeyDropped event) {
    return line("SECRET_KEY_DROPPED", null, "generation " + event.generation());
  }

  @Override
  public JournalLines.Line secretRevealed(SecretEvent.SecretRevealed event) {
    NodeId node = event.node();
    return line(
        "SECRET_REVEALED",
        node,
        event.path() + " of " + event.group() + (node == null ? "" : " for " + node));
  }

  private static JournalLines.Line line(String event, @Nullable NodeId node, String cause) {
    return new JournalLines.Line(event, Epoch.NONE, node, cause, Duration.ZERO);
  }
}
