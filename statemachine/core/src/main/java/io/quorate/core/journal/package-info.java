/** The history that people read: what happened to whom, when, by whom and why. */
@NullMarked
package io.quorate.core.journal;

import org.jspecify.annotations.NullMarked;
