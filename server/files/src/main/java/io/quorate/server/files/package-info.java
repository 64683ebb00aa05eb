/**
 * The files that operators write, checked whole: node files and group files, with the place and the
 * remedy of everything that is wrong.
 *
 * <p>Rules are pure; reading files and asking name servers is done around them. Nothing here starts
 * or changes anything.
 */
@NullMarked
package io.quorate.server.files;

import org.jspecify.annotations.NullMarked;
