package io.quorate.core;

/**
 * Names one intent of a client: a command that comes again under the same name is carried out once.
 */
public sealed interface Intent permits RequestId, SessionStep {}
