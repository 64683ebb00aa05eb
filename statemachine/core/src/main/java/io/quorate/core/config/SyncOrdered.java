package io.quorate.core.config;

import org.jspecify.annotations.Nullable;

/**
 * Somebody has paused or resumed that the configuration is delivered to members, or wants that
 * tried now.
 *
 * @param space whose
 * @param order what they want
 * @param reason why, in words; may be empty
 */
public record SyncOrdered(SpaceId space, SyncOrder order, String reason) implements ConfigEvent {
  @Override
  public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
    return cases.syncOrdered(this);
  }
}
