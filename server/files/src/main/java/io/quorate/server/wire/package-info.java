/** Translation between the messages of the API and the records of the core. No decisions. */
@NullMarked
package io.quorate.server.wire;

import org.jspecify.annotations.NullMarked;
