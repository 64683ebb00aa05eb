/**
 * What is kept of the newest changes for those who watch. The places that changes are about live
 * with the configuration and the runtime entries, and so does what tells more than this holds.
 */
@NullMarked
package io.quorate.core.watch;

import org.jspecify.annotations.NullMarked;
