/** Tests of health checks; real processes where the kernel's part matters. No mocks live here. */
@NullMarked
package io.quorate.server.check;

import org.jspecify.annotations.NullMarked;
