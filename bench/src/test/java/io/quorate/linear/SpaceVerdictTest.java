package io.quorate.linear;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.linear.CounterModel.Block;
import io.quorate.linear.CounterModel.Next;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a store does right can be explained; every planted fault is seen. */
final class SpaceVerdictTest {
  private final List<Operation<SpaceAsk, SpaceTold>> history = new ArrayList<>();
  private long now;

  private SpaceVerdictTest told(SpaceAsk ask, SpaceTold told) {
    history.add(new Operation<>("c", ask, now, new Outcome.Answered<>(told, now + 1)));
    now += 2;
    return this;
  }

  private SpaceVerdictTest unknown(SpaceAsk ask) {
    history.add(new Operation<>("c", ask, now, new Outcome.Unknown<>()));
    now += 2;
    return this;
  }

  private Optional<String> verdict() {
    return HistoryVerdict.against(new SpaceModel(), history);
  }

  private static SpaceTold.Found found(String value, long revision) {
    return new SpaceTold.Found(value, revision);
  }

  private static SpaceTold.Written written(long revision) {
    return new SpaceTold.Written(revision);
  }

  private SpaceVerdictTest written() {
    return told(new SpaceAsk.Put("a", "v1"), written(1))
        .told(new SpaceAsk.PutIf("b", "v2", 0), written(2))
        .told(new SpaceAsk.PutIf("b", "v3", 0), new SpaceTold.Conflict())
        .told(new SpaceAsk.Stage("n", "a", "v4"), new SpaceTold.Staged(2))
        .told(new SpaceAsk.Delete("b"), written(3))
        .told(new SpaceAsk.Delete("b"), new SpaceTold.Unchanged(3))
        .told(new SpaceAsk.Commit("n"), written(4))
        .told(new SpaceAsk.Get("a"), found("v4", 4))
        .told(new SpaceAsk.Get("b"), new SpaceTold.Absent());
  }

  @Test
  void whatIsRightIsExplained() {
    assertThat(written().verdict()).isEmpty();
    unknown(new SpaceAsk.Put("a", "v5")).told(new SpaceAsk.Get("a"), found("v5", 5));
    assertThat(verdict()).as("an unknown outcome may have been a good one").isEmpty();
    assertThat(HistoryVerdict.text(history)).hasLineCount(11).contains("v5", "?");
  }

  @Test
  void aStaleReadIsSeen() {
    written().told(new SpaceAsk.Get("a"), found("v1", 1));
    assertThat(verdict().orElse("")).contains("NOT LINEARIZABLE", "v1");
  }

  @Test
  void aLostWriteIsSeen() {
    written().told(new SpaceAsk.Put("c", "v6"), written(5));
    told(new SpaceAsk.Get("c"), new SpaceTold.Absent());
    assertThat(verdict()).isPresent();
  }

  @Test
  void aDeletedValueThatComesBackIsSeen() {
    written().told(new SpaceAsk.Get("b"), found("v2", 2));
    assertThat(verdict()).isPresent();
  }

  @Test
  void aCandidateThatOverwritesAChangeIsSeen() {
    told(new SpaceAsk.Stage("n", "a", "v1"), new SpaceTold.Staged(0))
        .told(new SpaceAsk.Put("a", "v2"), written(1))
        .told(new SpaceAsk.Commit("n"), written(2));
    assertThat(verdict()).isPresent();
  }

  @Test
  void aNumberThatIsHandedOutTwiceIsSeen() {
    List<Operation<Next, Block>> numbers = new ArrayList<>();
    numbers.add(new Operation<>("a", new Next(2), 0, new Outcome.Answered<>(new Block(1, 2), 10)));
    numbers.add(new Operation<>("b", new Next(1), 1, new Outcome.Unknown<>()));
    numbers.add(new Operation<>("a", new Next(1), 11, new Outcome.Answered<>(new Block(4, 4), 12)));
    assertThat(HistoryVerdict.against(new CounterModel(), numbers)).isEmpty();
    numbers.add(new Operation<>("b", new Next(2), 13, new Outcome.Answered<>(new Block(4, 5), 14)));
    assertThat(HistoryVerdict.against(new CounterModel(), numbers)).isPresent();
  }

  private static WatchRecord.Event event(
      long revision, SortedMap<String, SpaceTold.Found> values, String... deleted) {
    return new WatchRecord.Event(
        revision, values, List.of(deleted), new WatchRecord.Marks(revision == 1, false, false));
  }

  private static WatchRecord.Event coalesced(WatchRecord.Event event) {
    return new WatchRecord.Event(
        event.revision(),
        event.values(),
        event.deleted(),
        new WatchRecord.Marks(false, false, true));
  }

  private static SortedMap<String, SpaceTold.Found> value(
      String path, String value, long revision) {
    SortedMap<String, SpaceTold.Found> one = new TreeMap<>();
    one.put(path, found(value, revision));
    return one;
  }

  private Optional<String> watched(WatchRecord.Event... events) {
    WatchRecord watch = new WatchRecord("w");
    for (WatchRecord.Event event : events) {
      watch.add(event);
    }
    return watch.against(written().history, value("a", "v4", 4));
  }

  @Test
  void aWatchThatMissesNothingIsRight() {
    assertThat(
            watched(
                event(1, value("a", "v1", 1)),
                event(2, value("b", "v2", 2)),
                event(3, new TreeMap<>(), "b"),
                event(4, value("a", "v4", 4))))
        .isEmpty();
  }

  @Test
  void soIsOneThatIsToldOnlyWhatStillStands() {
    assertThat(
            watched(
                event(1, value("a", "v1", 1)),
                event(3, new TreeMap<>(), "b"),
                event(4, value("a", "v4", 4))))
        .isEmpty();
  }

  @Test
  void soIsOneThatWasBehindAndIsToldOfAReplacedValueWithTheLaterOne() {
    WatchRecord.Event second = event(2, value("b", "v2", 2));
    WatchRecord.Event third = event(3, new TreeMap<>(), "b");
    WatchRecord.Event fourth = event(4, value("a", "v4", 4));

    assertThat(watched(coalesced(second), coalesced(third), coalesced(fourth))).isEmpty();
    assertThat(watched(coalesced(second), third, fourth).orElse("")).contains("misses", "v1");
    history.clear();
    assertThat(watched(coalesced(second), coalesced(third)).orElse("")).contains("misses", "v1");
  }

  @Test
  void aMissedDeletionIsSeen() {
    assertThat(
            watched(
                    event(1, value("a", "v1", 1)),
                    event(2, value("b", "v2", 2)),
                    event(4, value("a", "v4", 4)))
                .orElse(""))
        .contains("misses", "Delete");
  }

  @Test
  void aMissedValueIsSeen() {
    assertThat(watched(event(1, value("a", "v1", 1)), event(4, new TreeMap<>(), "b")).orElse(""))
        .contains("in the end");
    history.clear();
    assertThat(watched(event(1, new TreeMap<>()), event(4, value("a", "v4", 4))).orElse(""))
        .contains("misses", "v1");
  }

  @Test
  void aWatchThatGoesBackIsSeen() {
    assertThat(
            watched(
                    event(1, value("a", "v1", 1)),
                    event(4, value("a", "v4", 4)),
                    event(3, new TreeMap<>()))
                .orElse(""))
        .contains("went back");
  }
}
