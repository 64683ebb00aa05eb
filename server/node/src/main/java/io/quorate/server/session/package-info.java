/** Calls between nodes: channels to the peers and the attestation of a term. */
@NullMarked
package io.quorate.server.session;

import org.jspecify.annotations.NullMarked;
