package io.quorate.server.delivery;

import io.quorate.core.delivery.DeliveryReport;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;

/** Files cannot be brought to their place as things are on this machine. */
final class CannotDeliverException extends Exception {
  private static final long serialVersionUID = 1L;

  private final DeliveryReport.State state;

  private CannotDeliverException(DeliveryReport.State state, String message, Throwable cause) {
    super(message, cause);
    this.state = state;
  }

  CannotDeliverException(String message) {
    super(message);
    this.state = DeliveryReport.State.CANNOT_WRITE;
  }

  /** What the disk said. */
  static CannotDeliverException of(IOException disk) {
    String said =
        disk instanceof FileSystemException file && file.getReason() != null
            ? file.getFile() + ": " + file.getReason()
            : disk.toString();
    String lower = said.toLowerCase(Locale.ROOT);
    boolean full = lower.contains("no space left") || lower.contains("quota exceeded");
    return new CannotDeliverException(
        full ? DeliveryReport.State.DISK_FULL : DeliveryReport.State.CANNOT_WRITE, said, disk);
  }

  /** How the delivery stands by that. */
  DeliveryReport.State state() {
    return state;
  }
}
