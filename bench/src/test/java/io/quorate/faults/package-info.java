/**
 * Faults done to real processes: kills, stops, partitions, full disks. Each scenario runs the real
 * programs and a real guarded service, and a watcher that fails when two of them ever lived at one
 * time. What can be tried without processes does not belong here.
 */
@NullMarked
package io.quorate.faults;

import org.jspecify.annotations.NullMarked;
