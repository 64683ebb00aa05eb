/** Tests of what a node keeps of the registry. */
@NullMarked
package io.quorate.server.registry;

import org.jspecify.annotations.NullMarked;
