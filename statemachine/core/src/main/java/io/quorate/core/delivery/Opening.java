package io.quorate.core.delivery;

import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/** Opens values that are sealed. */
@FunctionalInterface
public interface Opening {
  /** Of a node that has no key. */
  Opening NONE = (place, value) -> null;

  /**
   * What is inside a sealed value.
   *
   * @param place where it stands
   * @return null when this node cannot open it
   */
  byte @Nullable [] open(ConfigPlace place, ConfigValue value);
}
