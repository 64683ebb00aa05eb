/**
 * Where secrets are sealed and opened: the key pair of a data node, the data keys that it can open,
 * and what it does for them by itself. All randomness and all plain text of secrets is here, in the
 * API that hands it over, and in deliveries. Not here: who may be told of a secret.
 */
@NullMarked
package io.quorate.server.secret;

import org.jspecify.annotations.NullMarked;
