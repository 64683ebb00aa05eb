/** Tests of the guard; real processes where the kernel's part matters. No mocks live here. */
@NullMarked
package io.quorate.server.guard;

import org.jspecify.annotations.NullMarked;
