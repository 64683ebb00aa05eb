/**
 * The state on disk: core's sorted tables in RocksDB, one write per log entry, and checkpoints of
 * the whole.
 *
 * <p>Knows nothing of Ratis and nothing of what the records mean. Every error of RocksDB leaves as
 * {@link io.quorate.replica.store.StoreFailure} and is fatal to the process: a store that failed
 * once is not asked again.
 */
@NullMarked
package io.quorate.replica.store;

import org.jspecify.annotations.NullMarked;
