package io.quorate.client;

import io.quorate.v1.Caller;
import io.quorate.v1.Counter;
import io.quorate.v1.CounterResponse;
import io.quorate.v1.CountersGrpc;
import io.quorate.v1.GetCounterRequest;
import io.quorate.v1.ListCountersRequest;
import io.quorate.v1.ListCountersResponse;
import io.quorate.v1.NextCounterRequest;
import io.quorate.v1.ObserveCounterRequest;
import io.quorate.v1.RaiseCounterRequest;

/**
 * Moves the counters of groups on, by way of a {@link QuorateClient}, whose rules for limits of
 * time, nodes and failures hold here too. A call that is repeated under its request id gives the
 * same values again.
 */
public final class CounterClient {
  private final QuorateClient client;

  CounterClient(QuorateClient client) {
    this.client = client;
  }

  /** Values that nobody had or will have. */
  public CounterResponse next(NextCounterRequest request) throws QuorateException {
    Caller caller = client.complete(request.getCaller());
    NextCounterRequest named = request.toBuilder().setCaller(caller).build();
    return client.change(CountersGrpc.getNextMethod(), named, caller);
  }

  /** Says that a value was seen: what is handed out from now on lies above it. */
  public CounterResponse observe(ObserveCounterRequest request) throws QuorateException {
    Caller caller = client.complete(request.getCaller());
    ObserveCounterRequest named = request.toBuilder().setCaller(caller).build();
    return client.change(CountersGrpc.getObserveMethod(), named, caller);
  }

  /** Lets a counter go on above a value; {@link RefusedException} when it is beyond that. */
  public CounterResponse raise(RaiseCounterRequest request) throws QuorateException {
    Caller caller = client.complete(request.getCaller());
    RaiseCounterRequest named = request.toBuilder().setCaller(caller).build();
    return client.change(CountersGrpc.getRaiseMethod(), named, caller);
  }

  /** How a counter stands; {@link RefusedException} when nothing was ever asked of it. */
  public Counter get(GetCounterRequest request) throws QuorateException {
    return client.ask(CountersGrpc.getGetMethod(), request);
  }

  /** A page of counters. */
  public ListCountersResponse list(ListCountersRequest request) throws QuorateException {
    return client.ask(CountersGrpc.getListMethod(), request);
  }
}
