package io.quorate.core.store;

/**
 * A number of the state that is kept by name.
 *
 * @param name printable ASCII, part of the disk format
 */
public record Counter(String name) {
  /** Of the greatest number. */
  private static final int DIGITS = 19;

  /** A counter of the same kind for one thing, such as for one group. */
  public Counter of(String thing) {
    return new Counter(name + "/" + thing);
  }

  /** Its value; 0 before it was set. */
  public long read(StoreView store) {
    Long value = store.get(Table.COUNTERS, name);
    return value == null ? 0 : value;
  }

  /** Gives it a value. */
  public void set(Store store, long value) {
    store.put(Table.COUNTERS, name, value);
  }

  /** Adds to it; its new value. */
  public long add(Store store, long more) {
    long value = read(store) + more;
    set(store, value);
    return value;
  }

  /** The key of the row of this number: keys sort as their numbers do, which are not negative. */
  public static String key(long number) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
  }
}
