package io.quorate.replica.codec;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.counter.CounterBlock;
import io.quorate.core.counter.CounterCommand;
import io.quorate.core.counter.CounterId;
import io.quorate.core.counter.CounterRecord;
import io.quorate.stored.v1.StoredCount;
import io.quorate.stored.v1.StoredCounter;
import io.quorate.stored.v1.StoredCounterBlock;
import io.quorate.stored.v1.StoredRaiseCounter;

/** Counters, and what is asked of them, to and from their stored forms. */
final class CounterCodec {
  private CounterCodec() {}

  static StoredCounter encode(CounterRecord counter) {
    return StoredCounter.newBuilder().setLast(counter.last()).setMargin(counter.margin()).build();
  }

  static CounterRecord decode(StoredCounter stored) {
    return new CounterRecord(stored.getLast(), stored.getMargin());
  }

  static StoredCounterBlock encode(CounterBlock block) {
    return StoredCounterBlock.newBuilder().setFirst(block.first()).setLast(block.last()).build();
  }

  static CounterBlock decode(StoredCounterBlock stored) {
    return new CounterBlock(stored.getFirst(), stored.getLast());
  }

  static StoredCount encode(CounterCommand command) {
    StoredCount.Builder stored =
        StoredCount.newBuilder()
            .setGroup(command.counter().group().value())
            .setName(command.counter().name().value());
    Epoch epoch = command.epoch();
    if (epoch != null) {
      stored.setEpoch(epoch.value());
    }
    return command.dispatch(new Change(stored)).build();
  }

  private record Change(StoredCount.Builder stored)
      implements CounterCommand.Cases<StoredCount.Builder> {
    @Override
    public StoredCount.Builder next(CounterCommand.Next command) {
      return stored.setNext(command.count());
    }

    @Override
    public StoredCount.Builder observe(CounterCommand.Observe command) {
      return stored.setObserve(command.value());
    }

    @Override
    public StoredCount.Builder raise(CounterCommand.Raise command) {
      StoredRaiseCounter.Builder raise = StoredRaiseCounter.newBuilder().setTo(command.to());
      Long margin = command.margin();
      if (margin != null) {
        raise.setMargin(margin);
      }
      return stored.setRaise(raise);
    }
  }

  static CounterCommand decode(StoredCount stored) {
    CounterId counter =
        new CounterId(new GroupId(stored.getGroup()), new ConfigPath(stored.getName()));
    Epoch epoch = stored.hasEpoch() ? new Epoch(stored.getEpoch()) : null;
    return switch (stored.getChangeCase()) {
      case NEXT -> new CounterCommand.Next(counter, stored.getNext(), epoch);
      case OBSERVE -> new CounterCommand.Observe(counter, stored.getObserve(), epoch);
      case RAISE -> {
        StoredRaiseCounter raise = stored.getRaise();
        yield new CounterCommand.Raise(
            counter, raise.getTo(), raise.hasMargin() ? raise.getMargin() : null, epoch);
      }
      case CHANGE_NOT_SET -> throw new IllegalArgumentException("a change of a newer version");
    };
  }
}
