/**
 * Makes authorities, and certificates that they sign. Needs Bouncy Castle; who only shows and
 * judges certificates does not come here.
 */
@NullMarked
package io.quorate.trust.authority;

import org.jspecify.annotations.NullMarked;
