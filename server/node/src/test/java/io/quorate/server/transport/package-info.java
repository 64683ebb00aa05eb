@NullMarked
package io.quorate.server.transport;

import org.jspecify.annotations.NullMarked;
