package io.quorate.linear;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The definition of linearizability, tried out literally: every choice of unanswered operations, in
 * every order. For a handful of operations only.
 */
final class EveryOrder {
  private EveryOrder() {}

  static <S, I, O> boolean explains(Model<S, I, O> model, List<Operation<I, O>> history) {
    List<Operation<I, O>> unknown = history.stream().filter(op -> !op.answered()).toList();
    for (int choice = 0; choice < 1 << unknown.size(); choice++) {
      List<Operation<I, O>> chosen =
          new ArrayList<>(history.stream().filter(Operation::answered).toList());
      for (int i = 0; i < unknown.size(); i++) {
        if ((choice >> i & 1) == 1) {
          chosen.add(unknown.get(i));
        }
      }
      if (someOrder(model, chosen, 0)) {
        return true;
      }
    }
    return false;
  }

  /** Permutes what comes from this place on. */
  private static <S, I, O> boolean someOrder(
      Model<S, I, O> model, List<Operation<I, O>> order, int place) {
    if (place == order.size()) {
      return inTime(order) && asTold(model, order);
    }
    for (int i = place; i < order.size(); i++) {
      Collections.swap(order, place, i);
      boolean found = someOrder(model, order, place + 1);
      Collections.swap(order, place, i);
      if (found) {
        return true;
      }
    }
    return false;
  }

  private static <I, O> boolean inTime(List<Operation<I, O>> order) {
    for (int early = 0; early < order.size(); early++) {
      for (int late = early + 1; late < order.size(); late++) {
        if (order.get(late).endNanos() < order.get(early).invokedNanos()) {
          return false;
        }
      }
    }
    return true;
  }

  private static <S, I, O> boolean asTold(Model<S, I, O> model, List<Operation<I, O>> order) {
    S state = model.initial();
    for (Operation<I, O> operation : order) {
      Model.Step<S, O> step = model.step(state, operation.input());
      if (!operation.admits(step.output())) {
        return false;
      }
      state = step.next();
    }
    return true;
  }
}
