/**
 * Checks that the documents say what the program does: links, files, commands, names and numbers.
 * They live here because the benchmark module sees every other one. Whether a sentence is well
 * written is for people.
 */
@NullMarked
package io.quorate.documents;

import org.jspecify.annotations.NullMarked;
