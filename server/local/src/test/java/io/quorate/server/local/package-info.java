/** Tests of the local cluster, its service and its client. */
@NullMarked
package io.quorate.server.local;

import org.jspecify.annotations.NullMarked;
