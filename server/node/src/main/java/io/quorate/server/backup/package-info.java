/**
 * The file that a backup is: written by the API, read by the command that restores it. Nothing of
 * what is in the state is decided here.
 */
@NullMarked
package io.quorate.server.backup;

import org.jspecify.annotations.NullMarked;
