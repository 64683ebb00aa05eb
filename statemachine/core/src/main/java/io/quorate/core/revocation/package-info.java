/**
 * Whose certificates are not taken any more, although their authority has signed them: what can be
 * asked, and what speaks against it. Certificates themselves, and how they are judged, do not live
 * here.
 */
@NullMarked
package io.quorate.core.revocation;

import org.jspecify.annotations.NullMarked;
