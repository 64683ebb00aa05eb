package io.quorate.client;

import io.quorate.v1.PipelinedAnswer;
import io.quorate.v1.PipelinedWrite;
import java.util.concurrent.CompletableFuture;

/**
 * A write of a session that has no answer yet.
 *
 * @param write with its sequence
 * @param askedNanos when it was asked for, by the machine's clock that only runs forward
 * @param answer completed once
 */
record PendingWrite(
    PipelinedWrite write, long askedNanos, CompletableFuture<PipelinedAnswer> answer) {}
