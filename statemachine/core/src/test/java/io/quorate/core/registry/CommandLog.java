package io.quorate.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.Term;
import io.quorate.core.store.InMemoryStore;
import java.util.List;

/** Commands of the leader of one term, one an entry and a second apart. */
final class CommandLog {
  static final Term TERM = new Term(3);

  final InMemoryStore store = new InMemoryStore();
  private long index;

  /** Applies a command, which must be accepted. */
  void accept(Command command) {
    index++;
    EntryContext entry = new EntryContext(TERM, index, new ClusterTime(index * 1_000));
    List<Decision> decisions =
        Registry.apply(entry, List.of(Request.byLeader(command, TERM)), store);
    assertThat(decisions).singleElement().isInstanceOf(Decision.Accepted.class);
  }
}
