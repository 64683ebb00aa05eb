/** Tests of what is delivered to files, on real folders. */
@NullMarked
package io.quorate.server.delivery;

import org.jspecify.annotations.NullMarked;
