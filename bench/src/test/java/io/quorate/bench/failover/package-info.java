/** Tests of how outages are taken apart and summed up. */
@NullMarked
package io.quorate.bench.failover;

import org.jspecify.annotations.NullMarked;
