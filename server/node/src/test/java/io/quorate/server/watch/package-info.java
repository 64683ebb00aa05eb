@NullMarked
package io.quorate.server.watch;

import org.jspecify.annotations.NullMarked;
