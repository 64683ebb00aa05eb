/**
 * Why a member does not have what the configuration of its group says: decided from what the leader
 * knows at one moment, all reasons at once. Reads, and changes nothing.
 */
@NullMarked
package io.quorate.core.sync;

import org.jspecify.annotations.NullMarked;
