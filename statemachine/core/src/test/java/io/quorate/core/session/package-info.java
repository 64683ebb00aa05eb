/** Pictures that nodes and their leader tell each other. */
@NullMarked
package io.quorate.core.session;

import org.jspecify.annotations.NullMarked;
