/**
 * How refusals travel over gRPC: one encoder and one decoder, used by servers and clients alike.
 *
 * <p>No reasons of a particular call here, and no decision what to do about one.
 */
@NullMarked
package io.quorate.client.error;

import org.jspecify.annotations.NullMarked;
