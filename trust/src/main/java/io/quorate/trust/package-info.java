/**
 * Who somebody is, by certificate: identities, the folder that holds the credentials of a node or a
 * user, and the judgement of a certificate that is shown. The JDK alone; what an identity may do is
 * said elsewhere.
 */
@NullMarked
package io.quorate.trust;

import org.jspecify.annotations.NullMarked;
