/**
 * Whether what clients were told can be the work of one object that does one thing at a time
 * (linearizability): a small checker, the groups of a cluster as such an object, and how their
 * histories are written down. Pure: how a history comes about does not belong here.
 */
@NullMarked
package io.quorate.linear;

import org.jspecify.annotations.NullMarked;
