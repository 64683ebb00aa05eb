package io.quorate.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading something that others wrote: a value that can be used, or everything that is
 * wrong with it.
 *
 * @param value what was read; null when something is wrong
 * @param refusals what is wrong; empty when there is a value
 */
public record Read<T>(@Nullable T value, List<Refusal> refusals) {
  /** Keeps its own copy, and refuses to be both or neither. */
  public Read {
    refusals = List.copyOf(refusals);
    if ((value == null) == refusals.isEmpty()) {
      throw new IllegalArgumentException("a value or refusals, not both or neither: " + refusals);
    }
  }

  /** The value, unless something is wrong. */
  public static <T> Read<T> of(T value, List<Refusal> refusals) {
    return new Read<>(refusals.isEmpty() ? value : null, refusals);
  }

  /** It cannot be used. */
  public static <T> Read<T> refused(List<Refusal> refusals) {
    return new Read<>(null, refusals);
  }
}
