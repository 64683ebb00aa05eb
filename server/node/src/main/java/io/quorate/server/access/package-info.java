/**
 * Who may call what: the node's own credentials, who is at the other end of a call, what each call
 * needs, and the record of what was changed and what was refused. Calls pass here before they reach
 * a service.
 */
@NullMarked
package io.quorate.server.access;

import org.jspecify.annotations.NullMarked;
