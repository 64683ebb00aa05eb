@NullMarked
package io.quorate.server.diagnosis;

import org.jspecify.annotations.NullMarked;
