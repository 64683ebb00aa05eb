@NullMarked
package io.quorate.server.secret;

import org.jspecify.annotations.NullMarked;
