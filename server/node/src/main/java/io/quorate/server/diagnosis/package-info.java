/**
 * What this node says of itself to whoever looks for a fault: sections of plain lines, each from
 * what the node knows or can try at once. Nothing that an operator keeps in a group belongs here:
 * no values, no environments, no command lines, no output of services.
 */
@NullMarked
package io.quorate.server.diagnosis;

import org.jspecify.annotations.NullMarked;
