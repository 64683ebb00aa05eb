package io.quorate.server.api;

import io.quorate.v1.ConfigCandidate;
import io.quorate.v1.EditCandidateRequest;
import io.quorate.v1.NoteSecretKeysRequest;
import io.quorate.v1.NoteSecretKeysResponse;
import io.quorate.v1.SealedSecret;
import io.quorate.v1.TakeSealedRequest;
import io.quorate.v1.WriteConfigRequest;
import io.quorate.v1.WriteConfigResponse;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * What a node that seals and opens asks of the leader, wherever that is.
 *
 * @param write commits sealed values
 * @param edit puts sealed values into a candidate
 * @param note says something of the keys
 * @param take has a secret handed over as it is stored
 */
record LeaderCalls(
    Function<WriteConfigRequest, CompletableFuture<WriteConfigResponse>> write,
    Function<EditCandidateRequest, CompletableFuture<ConfigCandidate>> edit,
    Function<NoteSecretKeysRequest, CompletableFuture<NoteSecretKeysResponse>> note,
    Function<TakeSealedRequest, CompletableFuture<SealedSecret>> take) {}
