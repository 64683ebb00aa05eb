/** What nodes say to each other, read from the wire. */
@NullMarked
package io.quorate.server.session;

import org.jspecify.annotations.NullMarked;
