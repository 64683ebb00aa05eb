package io.quorate.client;

import io.quorate.v1.Caller;
import io.quorate.v1.CompareRuntimeRequest;
import io.quorate.v1.CompareRuntimeResponse;
import io.quorate.v1.GetRuntimeRequest;
import io.quorate.v1.ListRuntimeRequest;
import io.quorate.v1.ListRuntimeResponse;
import io.quorate.v1.RuntimeEntry;
import io.quorate.v1.RuntimeGrpc;
import io.quorate.v1.RuntimeResponse;
import io.quorate.v1.RuntimeWatchEvent;
import io.quorate.v1.TouchRuntimeRequest;
import io.quorate.v1.WatchRuntimeRequest;
import io.quorate.v1.WriteRuntimeRequest;

/**
 * Reads and changes the runtime entries of groups, by way of a {@link QuorateClient}, whose rules
 * for limits of time, nodes and failures hold here too.
 */
public final class RuntimeClient {
  private final QuorateClient client;

  RuntimeClient(QuorateClient client) {
    this.client = client;
  }

  /** One entry; {@link RefusedException} when there is none. */
  public RuntimeEntry get(GetRuntimeRequest request) throws QuorateException {
    return client.ask(RuntimeGrpc.getGetMethod(), request);
  }

  /** What each member has at one path of its own. */
  public CompareRuntimeResponse compare(CompareRuntimeRequest request) throws QuorateException {
    return client.ask(RuntimeGrpc.getCompareMethod(), request);
  }

  /** A page of entries. */
  public ListRuntimeResponse list(ListRuntimeRequest request) throws QuorateException {
    return client.ask(RuntimeGrpc.getListMethod(), request);
  }

  /** Sets and deletes entries, or only checks whether that would be accepted. */
  public RuntimeResponse write(WriteRuntimeRequest request) throws QuorateException {
    Caller caller = client.complete(request.getCaller());
    WriteRuntimeRequest named = request.toBuilder().setCaller(caller).build();
    return client.change(RuntimeGrpc.getWriteMethod(), named, caller);
  }

  /** Lets entries stay for another time to live, or only checks whether they are there. */
  public RuntimeResponse touch(TouchRuntimeRequest request) throws QuorateException {
    Caller caller = client.complete(request.getCaller());
    TouchRuntimeRequest named = request.toBuilder().setCaller(caller).build();
    return client.change(RuntimeGrpc.getTouchMethod(), named, caller);
  }

  /** Tells of changes as they come, from {@code from} on. Connects when the first is asked for. */
  public ChangeWatch<RuntimeWatchEvent> watch(WatchRuntimeRequest request) {
    return new ChangeWatch<>(
        revision ->
            client.stream(
                RuntimeGrpc.getWatchMethod(), request.toBuilder().setFrom(revision).build()),
        client.calls(),
        new Events(),
        request.getFrom());
  }

  private static final class Events implements ChangeWatch.Reading<RuntimeWatchEvent> {
    @Override
    public long revision(RuntimeWatchEvent event) {
      return event.getRevision();
    }

    @Override
    public boolean more(RuntimeWatchEvent event) {
      return event.getMore();
    }

    @Override
    public boolean progress(RuntimeWatchEvent event) {
      return event.getProgress();
    }
  }
}
