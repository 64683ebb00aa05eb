package io.quorate.replica.store;

/**
 * Numbers of a store at one moment: a chosen few of the many that RocksDB keeps.
 *
 * @param fileBytes of its files, those that readers still need included
 * @param memtableBytes of what is not in a file yet
 * @param cacheBytes of blocks of files that are kept in memory
 * @param pendingCompactionBytes that wait to be compacted
 * @param backgroundErrors of flushes and compactions: any is one too many
 */
public record StoreNumbers(
    long fileBytes,
    long memtableBytes,
    long cacheBytes,
    long pendingCompactionBytes,
    long backgroundErrors) {}
