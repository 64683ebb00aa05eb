/** Tests of whose certificates are taken. */
@NullMarked
package io.quorate.core.revocation;

import org.jspecify.annotations.NullMarked;
