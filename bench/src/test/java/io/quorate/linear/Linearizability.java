package io.quorate.linear;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Looks for an order of operations that explains a history: each at one moment between question and
 * answer, each with the answer that the model gives then.
 *
 * <p>This is the search of Wing and Gong (Testing and verifying concurrent objects, 1993) with the
 * memory of Lowe (Testing for linearizability, 2017): the same operations done, with the same
 * state, are tried once. Two rules keep unanswered operations from multiplying the work, and lose
 * no order: one that changes nothing is left out, as if it never happened; and of several that ask
 * the same, the one that was asked first goes first.
 */
public final class Linearizability<S, I, O> {
  private final Model<S, I, O> model;
  private final int limit;
  private final List<Operation<I, O>> operations;
  private final int answered;
  private final Set<Situation<S>> tried = new HashSet<>();
  private final BitSet done = new BitSet();
  private final Deque<Branch<S>> path = new ArrayDeque<>();

  private Linearizability(Model<S, I, O> model, List<Operation<I, O>> history, int limit) {
    this.model = model;
    this.limit = limit;
    this.operations = new ArrayList<>(history);
    this.operations.sort(Comparator.comparingLong(Operation::invokedNanos));
    this.answered = (int) operations.stream().filter(Operation::answered).count();
  }

  /**
   * Judges a history of one object.
   *
   * @param limit how many situations are tried at most
   */
  public static <S, I, O> Verdict<I, O> check(
      Model<S, I, O> model, List<Operation<I, O>> history, int limit) {
    return new Linearizability<>(model, history, limit).search();
  }

  /** What was tried: in which order it came about does not matter for what can follow. */
  private record Situation<S>(BitSet done, S state) {}

  /**
   * A situation on the way.
   *
   * @param last the operation that led here, negative at the beginning
   * @param explained how many answers have been explained
   * @param next what may follow and has not been tried
   */
  private record Branch<S>(int last, S state, int explained, Iterator<Integer> next) {}

  private Verdict<I, O> search() {
    path.push(new Branch<>(-1, model.initial(), 0, candidates()));
    Verdict<I, O> furthest = new Verdict.Violated<>(List.of(), List.of());
    int explained = -1;
    while (!path.isEmpty()) {
      Branch<S> here = path.element();
      if (here.explained() == answered) {
        return new Verdict.Linearizable<>(order());
      }
      if (tried.size() >= limit) {
        return new Verdict.Undecided<>(tried.size());
      }
      if (here.explained() > explained) {
        explained = here.explained();
        furthest = new Verdict.Violated<>(order(), open());
      }
      if (here.next().hasNext()) {
        follow(here, here.next().next());
      } else {
        retreat();
      }
    }
    return furthest;
  }

  private void follow(Branch<S> here, int index) {
    Operation<I, O> operation = operations.get(index);
    Model.Step<S, O> step = model.step(here.state(), operation.input());
    boolean idle = !operation.answered() && step.next().equals(here.state());
    if (idle || !operation.admits(step.output())) {
      return;
    }
    done.set(index);
    if (!tried.add(new Situation<>((BitSet) done.clone(), step.next()))) {
      done.clear(index);
      return;
    }
    int explained = here.explained() + (operation.answered() ? 1 : 0);
    path.push(new Branch<>(index, step.next(), explained, candidates()));
  }

  private void retreat() {
    int last = path.pop().last();
    if (last >= 0) {
      done.clear(last);
    }
  }

  /** What may come next: whatever was asked before the first answer among those that are left. */
  private Iterator<Integer> candidates() {
    List<Integer> candidates = new ArrayList<>();
    Set<I> unanswered = new HashSet<>();
    long firstEnd = Long.MAX_VALUE;
    for (int i = done.nextClearBit(0); i < operations.size(); i = done.nextClearBit(i + 1)) {
      Operation<I, O> operation = operations.get(i);
      if (operation.invokedNanos() > firstEnd) {
        break;
      }
      firstEnd = Math.min(firstEnd, operation.endNanos());
      if (operation.answered() || unanswered.add(operation.input())) {
        candidates.add(i);
      }
    }
    candidates.sort(Comparator.comparingLong(i -> operations.get(i).endNanos()));
    return candidates.iterator();
  }

  private List<Operation<I, O>> order() {
    List<Operation<I, O>> order = new ArrayList<>();
    path.descendingIterator()
        .forEachRemaining(
            branch -> {
              if (branch.last() >= 0) {
                order.add(operations.get(branch.last()));
              }
            });
    return order;
  }

  private List<Operation<I, O>> open() {
    List<Operation<I, O>> open = new ArrayList<>();
    candidates().forEachRemaining(i -> open.add(operations.get(i)));
    return open;
  }
}
