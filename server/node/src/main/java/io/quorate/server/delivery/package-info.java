/**
 * Brings values of configurations to files of this node, and has programs take them up. What comes
 * next is decided in {@code io.quorate.core.delivery}; here are files, processes and a thread. No
 * role depends on it.
 */
@NullMarked
package io.quorate.server.delivery;

import org.jspecify.annotations.NullMarked;
