/** Several voters in one process that are formed into a cluster. */
@NullMarked
package io.quorate.server.formation;

import org.jspecify.annotations.NullMarked;
