package io.quorate.core.config;

import io.quorate.core.Revision;

/**
 * Somebody has confirmed the commit that waited for it: it stays.
 *
 * @param space where
 * @param revision that the commit made
 */
public record ConfigConfirmed(SpaceId space, Revision revision) implements ConfigEvent {
  @Override
  public <R> R dispatch(Cases<R> cases) {
    return cases.confirmed(this);
  }
}
