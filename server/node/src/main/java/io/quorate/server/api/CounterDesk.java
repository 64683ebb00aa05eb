package io.quorate.server.api;

import io.quorate.core.GroupId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.counter.CounterBlock;
import io.quorate.core.counter.CounterCommand;
import io.quorate.core.counter.CounterId;
import io.quorate.core.counter.CounterRecord;
import io.quorate.core.counter.CounterView;
import io.quorate.core.registry.Answer;
import io.quorate.core.registry.Command;
import io.quorate.server.wire.WireFields;
import io.quorate.v1.Counter;
import io.quorate.v1.CounterResponse;
import io.quorate.v1.GetCounterRequest;
import io.quorate.v1.ListCountersRequest;
import io.quorate.v1.ListCountersResponse;
import io.quorate.v1.NextCounterRequest;
import io.quorate.v1.ObserveCounterRequest;
import io.quorate.v1.RaiseCounterRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Moves counters on, and tells how they stand, on the leader. */
final class CounterDesk {
  private static final int MOST = 1_000;

  private final StoreReads reads;
  private final StoreWrites writes;

  /** From the store of this node, and by way of the leader. */
  CounterDesk(StoreReads reads, StoreWrites writes) {
    this.reads = reads;
    this.writes = writes;
  }

  CompletableFuture<CounterResponse> next(NextCounterRequest request) {
    WireFields fields = new WireFields();
    Command command = command(request, fields);
    return decided(
        new StoreWrites.Asked(request, request.getCaller(), request.getDryRun()), command, fields);
  }

  /** What is asked for, as far as it can be read. */
  static Command command(NextCounterRequest request, WireFields fields) {
    return new Command.Count(
        new CounterCommand.Next(
            counter(fields, request.getGroup(), request.getName()),
            request.getCount() == 0 ? 1 : request.getCount(),
            request.hasEpoch() ? fields.epoch("epoch", request.getEpoch()) : null));
  }

  CompletableFuture<CounterResponse> observe(ObserveCounterRequest request) {
    WireFields fields = new WireFields();
    Command command = command(request, fields);
    return decided(
        new StoreWrites.Asked(request, request.getCaller(), request.getDryRun()), command, fields);
  }

  /** What is asked for, as far as it can be read. */
  static Command command(ObserveCounterRequest request, WireFields fields) {
    return new Command.Count(
        new CounterCommand.Observe(
            counter(fields, request.getGroup(), request.getName()),
            request.getValue(),
            request.hasEpoch() ? fields.epoch("epoch", request.getEpoch()) : null));
  }

  CompletableFuture<CounterResponse> raise(RaiseCounterRequest request) {
    WireFields fields = new WireFields();
    Command command = command(request, fields);
    return decided(
        new StoreWrites.Asked(request, request.getCaller(), request.getDryRun()), command, fields);
  }

  /** What is asked for, as far as it can be read. */
  static Command command(RaiseCounterRequest request, WireFields fields) {
    return new Command.Count(
        new CounterCommand.Raise(
            counter(fields, request.getGroup(), request.getName()),
            request.getTo(),
            request.hasMargin() ? request.getMargin() : null,
            request.hasEpoch() ? fields.epoch("epoch", request.getEpoch()) : null));
  }

  private static CounterId counter(WireFields fields, String group, String name) {
    return new CounterId(
        fields.group("group", group), new RuntimeFields(fields).path("name", name));
  }

  private CompletableFuture<CounterResponse> decided(
      StoreWrites.Asked asked, Command command, WireFields fields) {
    return writes.decided(asked, command, fields).thenApply(CounterDesk::response);
  }

  static CounterResponse response(Answer answer) {
    CounterBlock block = answer.block();
    if (block == null) {
      throw new IllegalStateException("no values in the answer to a counter: " + answer);
    }
    return CounterResponse.newBuilder()
        .setFirst(block.first())
        .setLast(block.last())
        .setChanged(answer.change() != Answer.Change.NONE)
        .build();
  }

  CompletableFuture<Counter> get(GetCounterRequest request) {
    WireFields fields = new WireFields();
    CounterId id = counter(fields, request.getGroup(), request.getName());
    return reads.read(
        id.group(),
        fields,
        store -> {
          CounterRecord counter = new CounterView(store, id.group()).get(id.name());
          return counter == null ? Found.none(absent(id)) : Found.of(message(id.name(), counter));
        });
  }

  private static Refusal absent(CounterId id) {
    return Refusal.of(
        Reason.UNKNOWN_PATH,
        id.group() + " has no counter " + id.name(),
        "see: quorate counter list " + id.group());
  }

  CompletableFuture<ListCountersResponse> list(ListCountersRequest request) {
    WireFields fields = new WireFields();
    GroupId group = fields.group("group", request.getGroup());
    String after = new RuntimeFields(fields).pathOrNone("after", request.getAfter());
    int limit = request.getLimit() < 1 ? MOST : Math.min(request.getLimit(), MOST);
    return reads.read(
        group,
        fields,
        store -> {
          List<CounterView.Found> found = new CounterView(store, group).list(after, limit + 1);
          ListCountersResponse.Builder page = ListCountersResponse.newBuilder();
          found.stream()
              .limit(limit)
              .forEach(one -> page.addCounters(message(one.name(), one.counter())));
          return Found.of(page.setMore(found.size() > limit).build());
        });
  }

  private static Counter message(ConfigPath name, CounterRecord counter) {
    return Counter.newBuilder()
        .setName(name.value())
        .setLast(counter.last())
        .setMargin(counter.margin())
        .build();
  }
}
