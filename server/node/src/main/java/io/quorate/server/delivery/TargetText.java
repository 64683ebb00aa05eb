package io.quorate.server.delivery;

import io.quorate.core.declaration.Delivery;

/** Where files go, as a text. */
final class TargetText implements Delivery.Cases<String> {
  private static final TargetText FILES = new TargetText();

  private TargetText() {}

  /** Where programs find the files, or the one. */
  static String files(Delivery.Target target) {
    return target.dispatch(FILES);
  }

  @Override
  public String folder(Delivery.Folder folder) {
    return folder.directory() + "/current";
  }

  @Override
  public String file(Delivery.SingleFile file) {
    return file.file().value();
  }
}
