package io.quorate.core.sim;

import io.quorate.core.secret.SecretCommand;
import io.quorate.core.secret.SecretView;
import io.quorate.core.store.StoreView;
import java.util.TreeSet;

/** Data nodes that say of every data key that they open it. */
final class SaidToOpen extends SecretsMisheard {
  @Override
  SecretCommand heard(SecretCommand said, StoreView store) {
    return said instanceof SecretCommand.Announce announce
        ? new SecretCommand.Announce(
            announce.node(), announce.key(), new TreeSet<>(SecretView.generations(store)))
        : said;
  }
}
