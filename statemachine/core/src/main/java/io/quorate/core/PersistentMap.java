package io.quorate.core;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A sorted map that never changes: a change gives another map, which shares with this one all but
 * the path to what changed. Whoever keeps one sees it as it was, at no cost to whoever goes on
 * (Okasaki, Purely Functional Data Structures; the balance is that of an AVL tree).
 *
 * @param <K> of the keys, in their natural order
 * @param <V> of the values
 */
public final class PersistentMap<K extends Comparable<? super K>, V> {
  private final @Nullable Node<K, V> root;

  private record Node<K, V>(
      K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right, int height, int size) {

    static <K, V> Node<K, V> of(
        Node<K, V> entry, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
      return new Node<>(
          entry.key,
          entry.value,
          left,
          right,
          1 + Math.max(heightOf(left), heightOf(right)),
          1 + sizeOf(left) + sizeOf(right));
    }
  }

  private PersistentMap(@Nullable Node<K, V> root) {
    this.root = root;
  }

  /** With nothing in it. */
  public static <K extends Comparable<? super K>, V> PersistentMap<K, V> empty() {
    return new PersistentMap<>(null);
  }

  /** How many entries it has. */
  public int size() {
    return sizeOf(root);
  }

  /** The value of the key; null when there is none. */
  public @Nullable V get(K key) {
    Node<K, V> at = root;
    while (at != null) {
      int order = key.compareTo(at.key);
      if (order == 0) {
        return at.value;
      }
      at = order < 0 ? at.left : at.right;
    }
    return null;
  }

  /** The map in which the key has this value. */
  public PersistentMap<K, V> with(K key, V value) {
    return new PersistentMap<>(put(root, new Node<>(key, value, null, null, 1, 1)));
  }

  /** The map without the key; this one when it has none. */
  public PersistentMap<K, V> without(K key) {
    return get(key) == null ? this : new PersistentMap<>(remove(root, key));
  }

  /** Calls for each entry, in the order of the keys. */
  public void forEach(BiConsumer<? super K, ? super V> action) {
    visit(root, action);
  }

  /** The same entries in a map of the JDK. */
  public NavigableMap<K, V> toSortedMap() {
    TreeMap<K, V> all = new TreeMap<>();
    forEach(all::put);
    return Collections.unmodifiableNavigableMap(all);
  }

  private static <K, V> void visit(
      @Nullable Node<K, V> at, BiConsumer<? super K, ? super V> action) {
    if (at != null) {
      visit(at.left, action);
      action.accept(at.key, at.value);
      visit(at.right, action);
    }
  }

  private static <K extends Comparable<? super K>, V> Node<K, V> put(
      @Nullable Node<K, V> at, Node<K, V> entry) {
    if (at == null) {
      return entry;
    }
    int order = entry.key.compareTo(at.key);
    if (order == 0) {
      return Node.of(entry, at.left, at.right);
    }
    return order < 0
        ? balanced(at, put(at.left, entry), at.right)
        : balanced(at, at.left, put(at.right, entry));
  }

  private static <K extends Comparable<? super K>, V> @Nullable Node<K, V> remove(
      @Nullable Node<K, V> at, K key) {
    if (at == null) {
      return null;
    }
    int order = key.compareTo(at.key);
    if (order < 0) {
      return balanced(at, remove(at.left, key), at.right);
    }
    if (order > 0) {
      return balanced(at, at.left, remove(at.right, key));
    }
    if (at.left == null || at.right == null) {
      return at.left == null ? at.right : at.left;
    }
    Node<K, V> next = first(at.right);
    return balanced(next, at.left, remove(at.right, next.key));
  }

  private static <K, V> Node<K, V> first(Node<K, V> at) {
    Node<K, V> first = at;
    for (Node<K, V> next = at.left; next != null; next = next.left) {
      first = next;
    }
    return first;
  }

  /** The heights of both sides differ by two at most, and by one afterwards. */
  private static <K, V> Node<K, V> balanced(
      Node<K, V> entry, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
    int lean = heightOf(left) - heightOf(right);
    if (lean > 1 && left != null) {
      Node<K, V> inner = left.right;
      return inner == null || heightOf(left.left) >= heightOf(inner)
          ? Node.of(left, left.left, Node.of(entry, inner, right))
          : Node.of(
              inner, Node.of(left, left.left, inner.left), Node.of(entry, inner.right, right));
    }
    if (lean < -1 && right != null) {
      Node<K, V> inner = right.left;
      return inner == null || heightOf(right.right) >= heightOf(inner)
          ? Node.of(right, Node.of(entry, left, inner), right.right)
          : Node.of(
              inner, Node.of(entry, left, inner.left), Node.of(right, inner.right, right.right));
    }
    return Node.of(entry, left, right);
  }

  private static int heightOf(@Nullable Node<?, ?> node) {
    return node == null ? 0 : node.height;
  }

  private static int sizeOf(@Nullable Node<?, ?> node) {
    return node == null ? 0 : node.size;
  }
}
