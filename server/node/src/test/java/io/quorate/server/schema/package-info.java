/** Tests of schemas. */
@NullMarked
package io.quorate.server.schema;

import org.jspecify.annotations.NullMarked;
