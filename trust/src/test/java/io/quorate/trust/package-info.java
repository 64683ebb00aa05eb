/** Tests of credentials, with real certificates and real handshakes. */
@NullMarked
package io.quorate.trust;

import org.jspecify.annotations.NullMarked;
