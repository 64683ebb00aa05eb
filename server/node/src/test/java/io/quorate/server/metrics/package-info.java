@NullMarked
package io.quorate.server.metrics;

import org.jspecify.annotations.NullMarked;
