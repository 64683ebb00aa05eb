/**
 * Files that are still there after a power cut: written, forced to disk, renamed, their folder
 * forced too.
 */
@NullMarked
package io.quorate.replica.disk;

import org.jspecify.annotations.NullMarked;
