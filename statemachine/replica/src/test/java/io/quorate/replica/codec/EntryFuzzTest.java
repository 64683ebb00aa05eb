package io.quorate.replica.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.quorate.core.ClusterTime;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.Term;
import io.quorate.core.fuzz.Mutations;
import io.quorate.core.registry.Answer;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.EntryContext;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.registry.NodeRecord;
import io.quorate.core.registry.Registry;
import io.quorate.core.registry.Request;
import io.quorate.core.store.InMemoryStore;
import io.quorate.core.store.Row;
import io.quorate.core.store.Table;
import io.quorate.replica.store.StoreFailure;
import io.quorate.replica.store.TableCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes come as an entry of the log, as a reply or as a stored record are decoded, the
 * same way every time, or refused as something that is not understood.
 */
final class EntryFuzzTest {
  private static final int ROUNDS = 1_500;
  private static final InMemoryStore CLUSTER = cluster();

  /** A cluster with the group that the samples are about, and its first grant. */
  private static InMemoryStore cluster() {
    InMemoryStore store = new InMemoryStore();
    List<Command> commands = new ArrayList<>();
    commands.add(
        new Command.DefineCluster(
            "prod",
            List.of(
                new NodeRecord(new NodeId("a"), NodeKind.DATA),
                new NodeRecord(new NodeId("b"), NodeKind.DATA))));
    commands.add(new Command.RaiseFeatureLevel(FeatureLevels.CONFIGURATION));
    commands.addAll(
        Samples.commands().stream()
            .filter(
                command ->
                    command instanceof Command.ApplyGroup || command instanceof Command.GrantRole)
            .toList());
    List<Request> requests =
        commands.stream().map(command -> Request.byLeader(command, new Term(1))).toList();
    Registry.apply(new EntryContext(new Term(1), 1, new ClusterTime(1_000)), requests, store);
    assertThat(store.range(Table.GROUPS, "", "~", 10)).hasSize(1);
    return store;
  }

  static Stream<byte[]> entries() {
    Stream<byte[]> single =
        Samples.commands().stream()
            .map(command -> encoded(List.of(Request.byLeader(command, new Term(1)))));
    List<Request> all =
        Samples.commands().stream()
            .map(command -> new Request(command, "eva", null, null))
            .toList();
    return Stream.concat(single, Stream.of(encoded(all)));
  }

  private static byte[] encoded(List<Request> requests) {
    return EncodedRequest.entry(requests.stream().map(EncodedRequest::of).toList());
  }

  @MethodSource("entries")
  @FuzzTest
  void anEntryIsDecodedAndDecided(byte[] entry) {
    List<Request> requests;
    try {
      requests = RegistryCodec.decodeRequests(entry);
    } catch (IllegalStateException notUnderstood) {
      assertThat(notUnderstood).hasMessageContaining("cannot be understood");
      return;
    }
    assertThat(RegistryCodec.decodeRequests(entry)).isEqualTo(requests);
    assertThat(RegistryCodec.decodeRequests(encoded(requests))).isEqualTo(requests);
    EntryContext context = new EntryContext(new Term(1), 2, new ClusterTime(2_000));
    InMemoryStore one = CLUSTER.copy();
    InMemoryStore other = CLUSTER.copy();
    List<Decision> decisions = Registry.apply(context, requests, one);
    assertThat(Registry.apply(context, requests, other)).isEqualTo(decisions);
    assertThat(other.dump()).isEqualTo(one.dump());
    RegistryCodec.decodeDecisions(RegistryCodec.encodeDecisions(decisions));
    StateCodecs codecs = new StateCodecs();
    Table.ALL.forEach(table -> kept(codecs, table, one));
  }

  /** What an entry leaves behind can be written and read again. */
  private static <V> void kept(StateCodecs codecs, Table<V> table, InMemoryStore store) {
    TableCodec<V> codec = codecs.of(table);
    for (Row<V> row : store.range(table, "", "~", 100)) {
      assertThat(codec.decode(codec.encode(row.value()))).isEqualTo(row.value());
    }
  }

  @Test
  void changedEntries() {
    Mutations.tryAll(entries().toList(), ROUNDS, this::anEntryIsDecodedAndDecided);
  }

  static Stream<byte[]> replies() {
    return Stream.of(
        RegistryCodec.encodeDecisions(
            List.of(
                new Decision.Accepted(List.of(), Answer.DONE),
                new Decision.Rejected(
                    List.of(new Refusal(Reason.INVALID_VALUE, "no", "so", "members[1].node"))))));
  }

  @MethodSource("replies")
  @FuzzTest
  void aReplyIsDecoded(byte[] reply) {
    try {
      RegistryCodec.decodeDecisions(reply);
    } catch (IllegalStateException notUnderstood) {
      assertThat(notUnderstood).hasMessageContaining("reply");
    }
  }

  @Test
  void changedReplies() {
    Mutations.tryAll(replies().toList(), ROUNDS * 4, this::aReplyIsDecoded);
  }

  static Stream<byte[]> records() {
    StateCodecs codecs = new StateCodecs();
    InMemoryStore store = CLUSTER.copy();
    List<byte[]> records = new ArrayList<>();
    Table.ALL.forEach(table -> records.addAll(encoded(codecs, table, store)));
    records.add("req-1".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return records.stream();
  }

  private static <V> List<byte[]> encoded(StateCodecs codecs, Table<V> table, InMemoryStore store) {
    return store.range(table, "", "~", 3).stream()
        .map(row -> codecs.of(table).encode(row.value()))
        .toList();
  }

  @MethodSource("records")
  @FuzzTest
  void aRecordIsDecodedByEveryTable(byte[] record) {
    StateCodecs codecs = new StateCodecs();
    Table.ALL.forEach(table -> decoded(codecs.of(table), record));
  }

  private static <V> void decoded(TableCodec<V> codec, byte[] record) {
    V value;
    try {
      value = codec.decode(record);
    } catch (StoreFailure notUnderstood) {
      return;
    }
    assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
  }

  @Test
  void changedRecords() {
    Mutations.tryAll(records().toList(), ROUNDS, this::aRecordIsDecodedByEveryTable);
  }

  /** The group of the samples, so that changed entries come across it. */
  @Test
  void theSamplesAreAboutTheGroupThatIsThere() {
    assertThat(CLUSTER.get(Table.GROUPS, new GroupId("web").value())).isNotNull();
  }
}
