/** Tests of who may call what, over real connections. */
@NullMarked
package io.quorate.server.access;

import org.jspecify.annotations.NullMarked;
