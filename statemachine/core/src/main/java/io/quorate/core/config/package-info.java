/**
 * The configuration of what a group serves: values by path, changed by commits that are whole or
 * not at all, with what each commit replaced kept so that any kept revision can be read or brought
 * back.
 *
 * <p>Here live the forms of paths and values, what a write may do, and how the rows of a space
 * follow from it. Not here: how values are checked against a schema, sealed or delivered to files,
 * which is the work of nodes and must not be able to make replicas differ.
 */
@NullMarked
package io.quorate.core.config;

import org.jspecify.annotations.NullMarked;
