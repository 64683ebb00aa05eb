/**
 * Commits that are tried before they are made: the configuration as it would be, in a folder that
 * nobody else sees, and the command that the group declares for it.
 *
 * <p>No decisions: which members are asked, and what a result means for a commit, is elsewhere.
 */
@NullMarked
package io.quorate.server.trial;

import org.jspecify.annotations.NullMarked;
