/**
 * The registry made durable and replicated: a log kept by Apache Ratis, applied to tables in
 * RocksDB. {@link io.quorate.replica.Replica} is all that a server needs; the rest of this package
 * is the shell around Ratis.
 *
 * <p>No decision about roles is made here, and no reading of Ratis' is used for one: what leads is
 * never trusted without the attested term of rule G1. Nothing outside this module sees a type of
 * Ratis or RocksDB.
 */
@NullMarked
package io.quorate.replica;

import org.jspecify.annotations.NullMarked;
