/**
 * Logs and states as they were written at each feature level that was ever released or raised, and
 * the test that this program still makes the same of them.
 */
@NullMarked
package io.quorate.replica.golden;

import org.jspecify.annotations.NullMarked;
