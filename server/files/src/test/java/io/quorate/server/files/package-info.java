/** Tests of node files, group files and their validation. */
@NullMarked
package io.quorate.server.files;

import org.jspecify.annotations.NullMarked;
