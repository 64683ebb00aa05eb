package io.quorate.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.Fingerprint;
import io.quorate.core.GroupId;
import io.quorate.core.RequestId;
import io.quorate.core.SessionId;
import io.quorate.core.SessionStep;
import io.quorate.core.Term;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.counter.CounterCommand;
import io.quorate.core.counter.CounterId;
import io.quorate.core.store.CountingStore;
import io.quorate.core.store.InMemoryStore;
import io.quorate.core.store.Table;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What sessions cost, and when it is looked for idle ones; what is refused is in the transcripts.
 */
class SessionsTest {
  private final CountingStore store = new CountingStore(new InMemoryStore());
  private long index;

  private List<Decision> apply(long atMillis, List<Request> requests) {
    index++;
    EntryContext entry = new EntryContext(new Term(1), index, new ClusterTime(atMillis));
    return Registry.apply(entry, requests, store);
  }

  private void does(long atMillis, Command command) {
    assertThat(apply(atMillis, List.of(new Request(command, "eva", null, null))))
        .hasOnlyElementsOfType(Decision.Accepted.class);
  }

  private void raised() {
    does(0, new Command.RaiseFeatureLevel(FeatureLevels.RUNTIME));
  }

  /** Of a group that there is not: refused, and that is kept too. */
  private static Request write(long session, long sequence) {
    CounterId counter = new CounterId(new GroupId("g"), new ConfigPath("c"));
    return new Request(
        new Command.Count(new CounterCommand.Next(counter, 1, null)),
        "",
        new SessionStep(new SessionId(session), sequence),
        null,
        new Fingerprint("f" + sequence));
  }

  private static List<Request> writes(long session, long from, long to) {
    return LongStream.range(from, to).mapToObj(at -> write(session, at)).toList();
  }

  @Test
  void manyWritesOfAnEntryAreOneRowOfTheirSession() {
    raised();
    does(0, new Command.OpenSession());
    int before = store.writes();

    apply(1_000, writes(1, 1, 500));

    assertThat(store.writes() - before).as("the time and the row").isEqualTo(2);
  }

  @Test
  void whatWasAnsweredIsSettled() {
    raised();
    does(0, new Command.OpenSession());
    assertThat(Preview.settled(write(1, 1), store)).isFalse();
    apply(1_000, List.of(write(1, 1)));
    assertThat(Preview.settled(write(1, 1), store)).as("though it was refused").isTrue();
    assertThat(Preview.settled(write(1, 2), store)).isFalse();

    Request named = new Request(new Command.OpenSession(), "eva", new RequestId("o"), null);
    assertThat(Preview.settled(named, store)).isFalse();
    apply(1_000, List.of(named));
    assertThat(Preview.settled(named, store)).isTrue();
  }

  @Test
  void thatASessionIsUsedIsNotedOnceAMinute() {
    raised();
    does(0, new Command.OpenSession());
    int before = store.writes();

    for (int second = 0; second < 600; second++) {
      apply(second * 1_000L, writes(1, 1 + second, 2 + second));
    }

    assertThat(store.writes() - before).isLessThan(2 * 600 + 2 * 11);
    assertThat(Sessions.due(store)).isEqualTo(new ClusterTime(540_000 + 3_660_000));
  }

  @Test
  void anEndInTheSameEntryIsTheEnd() {
    raised();
    does(0, new Command.OpenSession());

    List<Decision> decisions =
        apply(
            0,
            List.of(
                write(1, 1),
                new Request(new Command.EndSession(new SessionId(1)), "eva", null, null),
                write(1, 2)));

    assertThat(decisions.get(2).toString()).contains("UNKNOWN_SESSION");
    assertThat(store.get(Table.SESSIONS, Sessions.key(new SessionId(1)))).isNull();
    assertThat(Sessions.open(store)).isZero();
    assertThat(Sessions.due(store)).isNull();
  }

  @Test
  void aLeaderKnowsWhenTheFirstMayBeIdle() {
    raised();
    Request open = new Request(new Command.OpenSession(), "eva", new RequestId("o"), null);
    assertThat(Sweeps.of(store, new ClusterTime(0)).due()).isNull();

    Decision opened = apply(5_000, List.of(open)).get(0);

    assertThat(Sweeps.of(store, new ClusterTime(6_000)).due())
        .isEqualTo(new ClusterTime(5_000 + 3_660_000));
    assertThat(((Decision.Accepted) opened).events())
        .containsExactly(
            new Event.SessionOpened(new SessionId(1), "eva", new ClusterTime(5_000 + 3_660_000)));
  }
}
