package io.quorate.server.delivery;

import io.quorate.core.declaration.Delivery;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Finds the place of a delivery on this machine. */
record Places(OwnedFiles owned) implements Delivery.Cases<Places.Opening> {

  /** A place that can be opened. */
  interface Opening {
    /**
     * Opens it.
     *
     * @throws CannotDeliverException when this machine has no such place
     */
    DeliveryPlace open() throws CannotDeliverException;
  }

  @Override
  public Opening folder(Delivery.Folder folder) {
    return () -> new FolderPlace(path(folder.directory().value()), owned);
  }

  @Override
  public Opening file(Delivery.SingleFile file) {
    return () -> new FilePlace(path(file.file().value()), owned);
  }

  private static Path path(String text) throws CannotDeliverException {
    try {
      return Path.of(text);
    } catch (InvalidPathException unknownHere) {
      throw new CannotDeliverException("this node has no such path: " + unknownHere.getInput());
    }
  }
}
