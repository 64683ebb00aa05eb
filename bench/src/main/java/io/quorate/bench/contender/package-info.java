/**
 * Who can be asked, all in one way: three servers of this machine that keep values by key, which
 * are Quorate, etcd or ZooKeeper, and the client of each. What is asked for, how often, and what it
 * comes to, is not their matter.
 */
@NullMarked
package io.quorate.bench.contender;

import org.jspecify.annotations.NullMarked;
