/** Tests of the files that backups are. */
@NullMarked
package io.quorate.server.backup;

import org.jspecify.annotations.NullMarked;
