package io.quorate.core.config;

import io.quorate.core.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has confirmed the commit that waited for it: it stays.
 *
 * @param space where
 * @param revision that the commit made
 */
public record ConfigConfirmed(SpaceId space, Revision revision) implements ConfigEvent {
  @Override
  public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
    return cases.confirmed(this);
  }
}
