/**
 * What of a configuration is put on the disk of a member, and what comes next there: decisions and
 * values alone. Files, processes and clocks are elsewhere.
 */
@NullMarked
package io.quorate.core.delivery;

import org.jspecify.annotations.NullMarked;
