package io.quorate.server.api;

import io.quorate.core.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer, or why there is none.
 *
 * @param answer null when there is none
 * @param refusals all the reasons; empty when there is an answer
 */
record Found<A>(@Nullable A answer, List<Refusal> refusals) {
  static <A> Found<A> of(A answer) {
    return new Found<>(answer, List.of());
  }

  static <A> Found<A> none(Refusal why) {
    return new Found<>(null, List.of(why));
  }
}
