package io.quorate.client;

import io.quorate.v1.AddRecipientRequest;
import io.quorate.v1.Caller;
import io.quorate.v1.ChangeRecipientResponse;
import io.quorate.v1.GetSecretKeysRequest;
import io.quorate.v1.ListSecretsRequest;
import io.quorate.v1.ListSecretsResponse;
import io.quorate.v1.PutSecretsRequest;
import io.quorate.v1.RemoveRecipientRequest;
import io.quorate.v1.RevealSecretRequest;
import io.quorate.v1.RevealedSecret;
import io.quorate.v1.RotateSecretsRequest;
import io.quorate.v1.RotateSecretsResponse;
import io.quorate.v1.SecretKeys;
import io.quorate.v1.SecretsGrpc;
import io.quorate.v1.WriteConfigResponse;

/**
 * Puts and reveals secrets of groups, and changes who can open them, by way of a {@link
 * QuorateClient}, whose rules for limits of time, nodes and failures hold here too.
 */
public final class SecretClient {
  private final QuorateClient client;

  SecretClient(QuorateClient client) {
    this.client = client;
  }

  /** Sets secrets by one commit, or puts them into a candidate. */
  public WriteConfigResponse put(PutSecretsRequest request) throws QuorateException {
    Caller caller = client.complete(request.getCaller());
    PutSecretsRequest named = request.toBuilder().setCaller(caller).build();
    return client.change(SecretsGrpc.getPutSecretsMethod(), named, caller);
  }

  /** A secret in plain text; the history tells who has asked for it. */
  public RevealedSecret reveal(RevealSecretRequest request) throws QuorateException {
    Caller caller = client.complete(request.getCaller());
    RevealSecretRequest named = request.toBuilder().setCaller(caller).build();
    return client.change(SecretsGrpc.getRevealSecretMethod(), named, caller);
  }

  /** A page of what secrets there are. */
  public ListSecretsResponse list(ListSecretsRequest request) throws QuorateException {
    return client.ask(SecretsGrpc.getListSecretsMethod(), request);
  }

  /** Which data keys there are, and who can open them. */
  public SecretKeys keys() throws QuorateException {
    return client.ask(
        SecretsGrpc.getGetSecretKeysMethod(), GetSecretKeysRequest.getDefaultInstance());
  }

  /** Begins a new data key, under which all secrets are then sealed by themselves. */
  public RotateSecretsResponse rotate(RotateSecretsRequest request) throws QuorateException {
    Caller caller = client.complete(request.getCaller());
    RotateSecretsRequest named = request.toBuilder().setCaller(caller).build();
    return client.change(SecretsGrpc.getRotateSecretsMethod(), named, caller);
  }

  /** Has data keys sealed to a recovery key too. */
  public ChangeRecipientResponse add(AddRecipientRequest request) throws QuorateException {
    Caller caller = client.complete(request.getCaller());
    AddRecipientRequest named = request.toBuilder().setCaller(caller).build();
    return client.change(SecretsGrpc.getAddRecipientMethod(), named, caller);
  }

  /** Has no more data keys sealed to a recovery key. */
  public ChangeRecipientResponse remove(RemoveRecipientRequest request) throws QuorateException {
    Caller caller = client.complete(request.getCaller());
    RemoveRecipientRequest named = request.toBuilder().setCaller(caller).build();
    return client.change(SecretsGrpc.getRemoveRecipientMethod(), named, caller);
  }
}
