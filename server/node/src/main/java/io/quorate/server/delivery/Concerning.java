package io.quorate.server.delivery;

import io.quorate.core.GroupId;
import io.quorate.core.config.SyncOrder;
import io.quorate.core.config.SyncOrdered;
import io.quorate.core.registry.Event;
import io.quorate.core.secret.SecretEvent;
import org.jspecify.annotations.Nullable;

/** Tells what deliveries have to be looked at for. */
final class Concerning {
  private Concerning() {}

  /** Whether somebody wants what was put off to be tried again now. */
  static boolean hurries(Event event) {
    return event instanceof Event.Configured configured
        && configured.what() instanceof SyncOrdered ordered
        && ordered.order() == SyncOrder.NOW;
  }

  /** The group of which something else may have to be delivered after this; null for none. */
  static @Nullable GroupId deliveries(Event event) {
    if (event instanceof Event.Configured configured) {
      return configured.what().space().group();
    }
    return event instanceof Event.GroupDeclared || event instanceof Event.GroupDeleted
        ? event.group()
        : null;
  }

  /** Whether something that could not be opened may open after this. */
  static boolean keys(Event event) {
    return event instanceof Event.SecretsKept secrets
        && !(secrets.what() instanceof SecretEvent.RowsResealed);
  }
}
