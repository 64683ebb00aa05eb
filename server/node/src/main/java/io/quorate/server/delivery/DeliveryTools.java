package io.quorate.server.delivery;

import io.quorate.core.declaration.FileAccess;
import io.quorate.server.process.Accounts;

/**
 * What deliveries of one node work with.
 *
 * @param notes what they have come to
 * @param reloads runs reload commands
 * @param accounts users and groups of this machine
 */
record DeliveryTools(DeliveryNotes notes, ReloadCommand reloads, Accounts accounts) {
  /** Makes files of this owner and mode. */
  OwnedFiles owned(FileAccess access) throws CannotDeliverException, InterruptedException {
    return OwnedFiles.of(access, accounts);
  }
}
