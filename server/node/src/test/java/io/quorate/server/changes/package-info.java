/** Tests of how those who watch are told. */
@NullMarked
package io.quorate.server.changes;

import org.jspecify.annotations.NullMarked;
