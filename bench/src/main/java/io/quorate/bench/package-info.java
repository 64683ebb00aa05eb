/** The benchmarks' command line. Measures from outside; nothing here is part of a node. */
@NullMarked
package io.quorate.bench;

import org.jspecify.annotations.NullMarked;
