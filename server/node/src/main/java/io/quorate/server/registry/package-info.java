/** The replicated registry as the rest of the server sees it: propose, read, be told. */
@NullMarked
package io.quorate.server.registry;

import org.jspecify.annotations.NullMarked;
