package io.quorate.core.store;

/**
 * A record of a table with its key.
 *
 * @param key printable ASCII
 * @param value the record
 * @param <V> type of the record
 */
public record Row<V>(String key, V value) {}
