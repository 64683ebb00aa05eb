/**
 * The one translation between declarations as messages ({@code quorate.v1.GroupSpec}: files, the
 * API, directives, the log and the store) and as records of the core. Each class reads and writes
 * one part, so that a field is one file.
 *
 * <p>No decisions: what a value may be is core's. Where a message leaves something out, the default
 * of the core is filled in, and written from then on.
 */
@NullMarked
package io.quorate.replica.declaration;

import org.jspecify.annotations.NullMarked;
