/**
 * YAML on protobuf messages and back: strict reading with positions and remedies, and writing in
 * the same form.
 *
 * <p>Knows descriptors, never a particular message: what a value means is decided elsewhere. No
 * files, no I/O.
 */
@NullMarked
package io.quorate.client.yaml;

import org.jspecify.annotations.NullMarked;
