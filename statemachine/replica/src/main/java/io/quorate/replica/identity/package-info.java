/**
 * Whose data a directory holds and how far it has come: the guard of rule S4, that a voter never
 * comes back knowing less than it acknowledged.
 *
 * <p>Ratis formats a missing directory without a word and votes with an older copy of its log
 * (ratis.md, findings 7 and 8), so nothing here relies on it. Decisions are pure; only the classes
 * named after files touch the disk.
 */
@NullMarked
package io.quorate.replica.identity;

import org.jspecify.annotations.NullMarked;
