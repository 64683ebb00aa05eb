/** What heartbeats cost when nothing happens: CPU of each node, bytes each way. */
@NullMarked
package io.quorate.bench.heartbeats;

import org.jspecify.annotations.NullMarked;
