/**
 * Tests of running and killing; real processes where the kernel's part matters. No mocks live here.
 */
@NullMarked
package io.quorate.server.process;

import org.jspecify.annotations.NullMarked;
