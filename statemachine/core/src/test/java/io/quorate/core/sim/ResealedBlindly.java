package io.quorate.core.sim;

import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.SealedAt;
import io.quorate.core.secret.ResealedRow;
import io.quorate.core.secret.Seal;
import io.quorate.core.secret.SecretCommand;
import io.quorate.core.store.StoreView;

/** A registry that does not look whether what was sealed anew is still what stands there. */
final class ResealedBlindly extends SecretsMisheard {
  @Override
  SecretCommand heard(SecretCommand said, StoreView store) {
    return said instanceof SecretCommand.Reseal reseal
        ? new SecretCommand.Reseal(
            reseal.from(),
            reseal.to(),
            reseal.rows().stream().map(row -> believed(row, store)).toList())
        : said;
  }

  private static ResealedRow believed(ResealedRow row, StoreView store) {
    ConfigValue value = SealedAt.value(store, row.row());
    Seal seal = value == null ? null : value.seal();
    return seal == null ? row : new ResealedRow(row.row(), seal.tag(), row.sealed());
  }
}
