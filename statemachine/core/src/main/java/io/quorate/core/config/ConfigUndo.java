package io.quorate.core.config;

import org.jspecify.annotations.Nullable;

/**
 * What a commit replaced at one place.
 *
 * @param before what stood there; null when nothing did
 */
public record ConfigUndo(@Nullable ConfigEntry before) {}
