package io.quorate.client;

import io.quorate.v1.Caller;
import io.quorate.v1.CancelConfigRequest;
import io.quorate.v1.CommitCandidateRequest;
import io.quorate.v1.ConfigCandidate;
import io.quorate.v1.ConfigEntry;
import io.quorate.v1.ConfigWatchEvent;
import io.quorate.v1.ConfigurationGrpc;
import io.quorate.v1.ConfirmConfigRequest;
import io.quorate.v1.DiffConfigRequest;
import io.quorate.v1.DiffConfigResponse;
import io.quorate.v1.DropCandidateRequest;
import io.quorate.v1.DropCandidateResponse;
import io.quorate.v1.EditCandidateRequest;
import io.quorate.v1.GetConfigLogRequest;
import io.quorate.v1.GetConfigLogResponse;
import io.quorate.v1.GetValueRequest;
import io.quorate.v1.ListCandidatesRequest;
import io.quorate.v1.ListCandidatesResponse;
import io.quorate.v1.ListValuesRequest;
import io.quorate.v1.ListValuesResponse;
import io.quorate.v1.OrderSyncRequest;
import io.quorate.v1.RebaseCandidateRequest;
import io.quorate.v1.RollbackConfigRequest;
import io.quorate.v1.WatchConfigRequest;
import io.quorate.v1.WhyConfigRequest;
import io.quorate.v1.WhyConfigResponse;
import io.quorate.v1.WriteConfigRequest;
import io.quorate.v1.WriteConfigResponse;

/**
 * Reads and changes the configuration of groups, by way of a {@link QuorateClient}, whose rules for
 * limits of time, nodes and failures hold here too.
 */
public final class ConfigurationClient {
  private final QuorateClient client;

  ConfigurationClient(QuorateClient client) {
    this.client = client;
  }

  /** One value; {@link RefusedException} when there is none. */
  public ConfigEntry get(GetValueRequest request) throws QuorateException {
    return client.ask(ConfigurationGrpc.getGetValueMethod(), request);
  }

  /** A page of values. */
  public ListValuesResponse list(ListValuesRequest request) throws QuorateException {
    return client.ask(ConfigurationGrpc.getListValuesMethod(), request);
  }

  /** Sets and deletes values by one commit, or only checks whether that would be accepted. */
  public WriteConfigResponse write(WriteConfigRequest request) throws QuorateException {
    Caller caller = client.complete(request.getCaller());
    WriteConfigRequest named = request.toBuilder().setCaller(caller).build();
    return client.change(ConfigurationGrpc.getWriteConfigMethod(), named, caller);
  }

  /** Brings an earlier revision back by a new commit, or only checks whether that can be done. */
  public WriteConfigResponse rollback(RollbackConfigRequest request) throws QuorateException {
    Caller caller = client.complete(request.getCaller());
    RollbackConfigRequest named = request.toBuilder().setCaller(caller).build();
    return client.change(ConfigurationGrpc.getRollbackConfigMethod(), named, caller);
  }

  /** Lets the commit stay that waits for its confirmation. */
  public WriteConfigResponse confirm(ConfirmConfigRequest request) throws QuorateException {
    Caller caller = client.complete(request.getCaller());
    ConfirmConfigRequest named = request.toBuilder().setCaller(caller).build();
    return client.change(ConfigurationGrpc.getConfirmConfigMethod(), named, caller);
  }

  /** Undoes the commit that waits for its confirmation. */
  public WriteConfigResponse cancel(CancelConfigRequest request) throws QuorateException {
    Caller caller = client.complete(request.getCaller());
    CancelConfigRequest named = request.toBuilder().setCaller(caller).build();
    return client.change(ConfigurationGrpc.getCancelConfigMethod(), named, caller);
  }

  /** Puts edits into a candidate. */
  public ConfigCandidate edit(EditCandidateRequest request) throws QuorateException {
    Caller caller = client.complete(request.getCaller());
    EditCandidateRequest named = request.toBuilder().setCaller(caller).build();
    return client.change(ConfigurationGrpc.getEditCandidateMethod(), named, caller);
  }

  /** Pauses or resumes that a configuration is delivered, or has that tried at once. */
  public WriteConfigResponse orderSync(OrderSyncRequest request) throws QuorateException {
    Caller caller = client.complete(request.getCaller());
    OrderSyncRequest named = request.toBuilder().setCaller(caller).build();
    return client.change(ConfigurationGrpc.getOrderSyncMethod(), named, caller);
  }

  /** Why members do not have what the configuration says, and what holds at a path. */
  public WhyConfigResponse why(WhyConfigRequest request) throws QuorateException {
    return client.ask(ConfigurationGrpc.getWhyConfigMethod(), request);
  }

  /** The candidates of a group. */
  public ListCandidatesResponse candidates(ListCandidatesRequest request) throws QuorateException {
    return client.ask(ConfigurationGrpc.getListCandidatesMethod(), request);
  }

  /** Makes a candidate one commit, or only validates it. */
  public WriteConfigResponse commit(CommitCandidateRequest request) throws QuorateException {
    Caller caller = client.complete(request.getCaller());
    CommitCandidateRequest named = request.toBuilder().setCaller(caller).build();
    return client.change(ConfigurationGrpc.getCommitCandidateMethod(), named, caller);
  }

  /** Says that a candidate is meant for the configuration as it is now. */
  public ConfigCandidate rebase(RebaseCandidateRequest request) throws QuorateException {
    Caller caller = client.complete(request.getCaller());
    RebaseCandidateRequest named = request.toBuilder().setCaller(caller).build();
    return client.change(ConfigurationGrpc.getRebaseCandidateMethod(), named, caller);
  }

  /** Throws a candidate away. */
  public DropCandidateResponse drop(DropCandidateRequest request) throws QuorateException {
    Caller caller = client.complete(request.getCaller());
    DropCandidateRequest named = request.toBuilder().setCaller(caller).build();
    return client.change(ConfigurationGrpc.getDropCandidateMethod(), named, caller);
  }

  /** What differs between two revisions, or what a candidate would change. */
  public DiffConfigResponse diff(DiffConfigRequest request) throws QuorateException {
    return client.ask(ConfigurationGrpc.getDiffConfigMethod(), request);
  }

  /** The commits, newest first. */
  public GetConfigLogResponse log(GetConfigLogRequest request) throws QuorateException {
    return client.ask(ConfigurationGrpc.getGetConfigLogMethod(), request);
  }

  /** Tells of changes as they come, from {@code from} on. Connects when the first is asked for. */
  public ChangeWatch<ConfigWatchEvent> watch(WatchConfigRequest request) {
    return new ChangeWatch<>(
        revision ->
            client.stream(
                ConfigurationGrpc.getWatchMethod(), request.toBuilder().setFrom(revision).build()),
        client.calls(),
        new Events(),
        request.getFrom());
  }

  private static final class Events implements ChangeWatch.Reading<ConfigWatchEvent> {
    @Override
    public long revision(ConfigWatchEvent event) {
      return event.getRevision();
    }

    @Override
    public boolean more(ConfigWatchEvent event) {
      return event.getMore();
    }

    @Override
    public boolean progress(ConfigWatchEvent event) {
      return event.getProgress();
    }
  }
}
