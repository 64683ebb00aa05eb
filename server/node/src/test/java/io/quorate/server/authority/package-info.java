/** Tests of the commands that make credentials, as a user types them. */
@NullMarked
package io.quorate.server.authority;

import org.jspecify.annotations.NullMarked;
