package io.quorate.replica;

import io.quorate.core.FeatureLevel;
import io.quorate.core.LevelRange;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.store.StoreView;

/** The feature level of this replica's state, held to what this program can work at. */
final class StateLevel {
  private final LevelRange supported;
  private volatile FeatureLevel present = FeatureLevel.FIRST;

  StateLevel(LevelRange supported) {
    this.supported = supported;
  }

  /** The level of the state as it was last looked at. */
  FeatureLevel present() {
    return present;
  }

  /** Looks at the state; {@link LevelRefusedException} when this program cannot work with it. */
  void look(StoreView state) {
    FeatureLevel found = FeatureLevels.of(state);
    require(found);
    present = found;
  }

  /** {@link LevelRefusedException} when this program cannot work at the level. */
  void require(FeatureLevel level) {
    if (!supported.contains(level)) {
      throw LevelRefusedException.of(level, supported);
    }
  }

  /** The same for an entry: one of an older level is still understood. */
  void requireKnown(FeatureLevel level) {
    if (!supported.highest().reaches(level)) {
      throw LevelRefusedException.of(level, supported);
    }
  }
}
