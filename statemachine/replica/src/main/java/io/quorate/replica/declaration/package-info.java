/**
 * The one translation between declarations as messages ({@code quorate.v1.GroupSpec}: files, the
 * API, directives, the log and the store) and as records of the core. Each class reads and writes
 * one part, so that a field is one file.
 *
 * <p>No decisions: what a value may be is core's. Where a message leaves something out, the default
 * of the core is filled in, and written from then on.
 *
 * <p>A field that comes later is part of a later feature level. It is written only where it differs
 * from what its absence stands for, so that an entry of before gives the same bytes in the store of
 * every build, and its absence never comes to stand for something else.
 */
@NullMarked
package io.quorate.replica.declaration;

import org.jspecify.annotations.NullMarked;
