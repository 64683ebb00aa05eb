package io.quorate.replica.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.Fingerprint;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.RequestId;
import io.quorate.core.Revision;
import io.quorate.core.SessionId;
import io.quorate.core.SessionStep;
import io.quorate.core.Term;
import io.quorate.core.config.ConfigEntry;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.counter.CounterBlock;
import io.quorate.core.counter.CounterRecord;
import io.quorate.core.journal.JournalEntry;
import io.quorate.core.membership.Seat;
import io.quorate.core.registry.Answer;
import io.quorate.core.registry.Closure;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.FailedPromotions;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.KeptAnswer;
import io.quorate.core.registry.MemberRecord;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.NodeRecord;
import io.quorate.core.registry.Operation;
import io.quorate.core.registry.Phase;
import io.quorate.core.registry.Request;
import io.quorate.core.registry.RequestRecord;
import io.quorate.core.registry.RoleRecord;
import io.quorate.core.registry.ServiceRecord;
import io.quorate.core.registry.SessionRecord;
import io.quorate.core.runtime.Lifetime;
import io.quorate.core.runtime.RuntimeCommand;
import io.quorate.core.runtime.RuntimeEdit;
import io.quorate.core.runtime.RuntimeEnd;
import io.quorate.core.runtime.RuntimeEntry;
import io.quorate.core.runtime.RuntimeHead;
import io.quorate.core.runtime.RuntimePut;
import io.quorate.core.secret.Recipient;
import io.quorate.core.store.Table;
import io.quorate.replica.store.StoreFailure;
import io.quorate.replica.store.TableCodec;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CodecTest {
  private static final GroupId GROUP = new GroupId("web");
  private static final NodeId A = new NodeId("a");
  private static final NodeId B = new NodeId("b");
  private static final StateCodecs CODECS = new StateCodecs();

  private static final ServiceRecord SERVICE =
      new ServiceRecord(
          ServiceRecord.State.INTERRUPTED, new ClusterTime(6), 7, Duration.ofMillis(1_234));

  private static <V> void roundTrip(Table<V> table, V value) {
    TableCodec<V> codec = CODECS.of(table);
    byte[] bytes = codec.encode(value);
    assertThat(codec.decode(bytes)).isEqualTo(value);
    assertThat(codec.encode(codec.decode(bytes))).isEqualTo(bytes);
  }

  private static SortedMap<NodeId, MemberRecord> members() {
    SortedMap<NodeId, MemberRecord> members = new TreeMap<>();
    members.put(B, MemberRecord.unconfigured(new ClusterTime(5)));
    members.put(
        A,
        new MemberRecord(
            MemberState.OFFLINE,
            "not heard from",
            new ClusterTime(9),
            new FailedPromotions(3, new ClusterTime(99), "no port")));
    return members;
  }

  @Test
  void groupsComeBack() {
    RoleRecord vacant = RoleRecord.neverGranted(new ClusterTime(1), Epoch.NONE);
    RoleRecord held =
        new RoleRecord(
            new Epoch(7),
            Phase.QUIESCING,
            A,
            Closure.OPEN,
            Duration.ofNanos(1_800_000_001),
            Duration.ofMillis(500),
            new ClusterTime(77));
    Operation operation =
        new Operation(
            Operation.Kind.SWITCHOVER,
            Operation.Step.DEMOTE,
            A,
            B,
            new ClusterTime(1),
            new ClusterTime(2),
            new ClusterTime(3),
            "eva",
            "rack move");
    Operation retirement =
        new Operation(
            Operation.Kind.RETIREMENT,
            Operation.Step.DEMOTE,
            A,
            null,
            new ClusterTime(1),
            new ClusterTime(2),
            new ClusterTime(3),
            "",
            "");
    for (Operation step : Arrays.asList(operation, retirement, null)) {
      for (RoleRecord role : List.of(vacant, held)) {
        roundTrip(
            Table.GROUPS,
            new GroupRecord(
                Samples.spec(),
                new Revision(4),
                role,
                GroupRecord.Automation.PAUSED,
                step,
                members(),
                SERVICE));
      }
    }
  }

  @Test
  void everyTableKeepsItsRecords() {
    roundTrip(Table.NODES, new NodeRecord(A, NodeKind.WITNESS));
    Seat offered = Seat.FIRST.offered(new ClusterTime(7));
    roundTrip(Table.NODES, new NodeRecord(A, NodeKind.DATA, offered));
    roundTrip(Table.NODES, new NodeRecord(A, NodeKind.DATA, offered.taken("its data")));
    JournalEntry line =
        new JournalEntry(
            12_345,
            new ClusterTime(6),
            "web",
            "ROLE_GRANTED",
            new Epoch(7),
            "a",
            "planner",
            "größer",
            Duration.ofSeconds(3, 5));
    roundTrip(Table.JOURNAL, line);
    roundTrip(Table.RECENT, line);
    Answer answer =
        new Answer(new Epoch(7), new Revision(4), Answer.Change.CREATED, List.of(GROUP));
    roundTrip(Table.REQUESTS, new RequestRecord(new ClusterTime(8), answer, new Fingerprint("f1")));
    Answer block =
        new Answer(
            new Epoch(7),
            Revision.NONE,
            Answer.Change.CHANGED,
            List.of(GROUP),
            new CounterBlock(5, 7));
    roundTrip(Table.REQUESTS, new RequestRecord(new ClusterTime(8), block, new Fingerprint("f2")));
    roundTrip(Table.REQUEST_ORDER, "req-1");
    roundTrip(Table.COUNTERS, Long.MIN_VALUE);
    roundTrip(Table.FACTS, "prod");
  }

  @Test
  void runtimeEntriesAndCountersComeBack() {
    ConfigValue value = new ConfigValue(new byte[] {0, -1}, "application/octet-stream");
    List<RuntimeEnd> ends =
        List.of(
            new RuntimeEnd.Never(),
            new RuntimeEnd.At(new ClusterTime(9), Duration.ofSeconds(5)),
            new RuntimeEnd.WithEpoch(new Epoch(7)));
    for (RuntimeEnd end : ends) {
      roundTrip(Table.RUNTIME, new RuntimeEntry(value, new Revision(4), end, new ClusterTime(7)));
    }
    roundTrip(Table.RUNTIME_HEADS, new RuntimeHead(1, new Revision(2), 3, 4, 5));
    roundTrip(Table.GROUP_COUNTERS, new CounterRecord(Long.MAX_VALUE - 1, 1_000));
  }

  @Test
  void secretsAndTheirKeysComeBackWithWhatTheyAreSealedUnder() {
    for (Recipient.Kind kind : Recipient.Kind.values()) {
      roundTrip(Table.SECRET_RECIPIENTS, SecretSamples.recipient(kind));
    }
    roundTrip(Table.SECRET_KEYS, SecretSamples.key());
    roundTrip(Table.SECRET_ROWS, 1L);
    ConfigEntry entry = new ConfigEntry(SecretSamples.value(), new Revision(3));
    roundTrip(Table.CONFIG, entry);
    TableCodec<ConfigEntry> codec = CODECS.of(Table.CONFIG);
    ConfigValue back = codec.decode(codec.encode(entry)).value();
    assertThat(back.seal()).isEqualTo(SecretSamples.value().seal());
    assertThat(back.bytes()).isEqualTo(SecretSamples.value().bytes());
  }

  @Test
  void sessionsComeBack() {
    Answer answer =
        new Answer(new Epoch(7), new Revision(4), Answer.Change.CHANGED, List.of(GROUP));
    Decision refused =
        new Decision.Rejected(List.of(new Refusal(Reason.REVISION_CONFLICT, "no", "look", "a/b")));
    SessionRecord session =
        new SessionRecord(
            "eva",
            new ClusterTime(9),
            5,
            List.of(
                new KeptAnswer(6, new Fingerprint("f1"), new Decision.Accepted(List.of(), answer)),
                new KeptAnswer(9, Fingerprint.NONE, refused)));
    roundTrip(Table.SESSIONS, session);
    roundTrip(Table.SESSIONS, new SessionRecord("", new ClusterTime(0), 0, List.of()));
  }

  /** Beside path and value: what a put in a session takes of the log, in an entry of many. */
  @Test
  void aPutInASessionTakesAtMostFortyBytesOfTheLogBesidePathAndValue() {
    ConfigPath path = new ConfigPath("sessions/4711");
    ConfigValue value = new ConfigValue(new byte[256], ConfigValue.TEXT);
    RuntimeEdit edit =
        new RuntimeEdit(
            ConfigPlace.forAll(path), new RuntimePut(value, new Lifetime.Unlimited()), null);
    Command put =
        new Command.ChangeRuntime(
            new RuntimeCommand.Write(new GroupId("orders"), List.of(edit), null));
    SessionStep step = new SessionStep(new SessionId(100), 2_000_000);
    Request request = new Request(put, "", step, null, new Fingerprint("abcdef"));
    assertThat(EncodedRequest.of(request).share().bytes() - path.value().length() - 256)
        .isLessThanOrEqualTo(40);
  }

  @Test
  void aTimeThatABrokenClockMadeTooLongIsStoredAsTheLongest() {
    JournalEntry line =
        new JournalEntry(
            1,
            new ClusterTime(Long.MAX_VALUE),
            "",
            "PAUSED",
            Epoch.NONE,
            "",
            "",
            "",
            Duration.ofMillis(Long.MAX_VALUE));
    TableCodec<JournalEntry> codec = CODECS.of(Table.RECENT);
    assertThat(codec.decode(codec.encode(line)).took()).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
  }

  @Test
  void noTableIsForgotten() {
    Table.ALL.forEach(table -> assertThat(CODECS.of(table)).isNotNull());
  }

  @Test
  void aRecordOfANewerVersionIsAFailureAndNotAGuess() {
    assertThatThrownBy(() -> CODECS.of(Table.GROUPS).decode(new byte[] {0x0a, 0x7f}))
        .isInstanceOf(StoreFailure.class);
    assertThatThrownBy(() -> CODECS.of(Table.NODES).decode(new byte[] {0x12, 1, 'x'}))
        .isInstanceOf(StoreFailure.class);
  }

  @Test
  void everyCommandSurvivesTheLog() {
    List<Command> commands = Samples.commands();
    Set<Class<?>> seen = new HashSet<>();
    commands.forEach(command -> seen.add(command.getClass()));
    assertThat(seen).containsExactlyInAnyOrder(Command.class.getPermittedSubclasses());
    List<Request> requests =
        commands.stream()
            .flatMap(
                command ->
                    List.of(
                        new Request(
                            command, "eva", new RequestId("r-1"), null, new Fingerprint("f1")),
                        new Request(
                            command,
                            "",
                            new SessionStep(new SessionId(4), 1L << 40),
                            null,
                            new Fingerprint("f2")),
                        Request.byLeader(command, new Term(9)))
                        .stream())
            .toList();
    byte[] entry = entry(requests);
    assertThat(RegistryCodec.decodeRequests(entry)).isEqualTo(requests);
    assertThat(entry(RegistryCodec.decodeRequests(entry))).isEqualTo(entry);
  }

  @Test
  void anEntryIsAsLongAsItsRequestsSay() {
    List<EncodedRequest> encoded =
        Samples.commands().stream()
            .map(command -> EncodedRequest.of(Request.byLeader(command, new Term(9))))
            .toList();
    assertThat(encoded.stream().mapToInt(request -> request.share().bytes()).sum())
        .isEqualTo(EncodedRequest.entry(encoded).length);
  }

  private static byte[] entry(List<Request> requests) {
    return EncodedRequest.entry(requests.stream().map(EncodedRequest::of).toList());
  }

  @Test
  void decisionsReachTheProposer() {
    Decision done = new Decision.Accepted(List.of(), Answer.DONE);
    Decision refused =
        new Decision.Rejected(
            List.of(
                Refusal.of(Reason.STALE_TERM, "too late", "ask again"),
                new Refusal(Reason.INVALID_VALUE, "no", "", "members[1].node")));
    byte[] reply = RegistryCodec.encodeDecisions(List.of(done, refused, done));
    assertThat(RegistryCodec.decodeDecisions(reply)).containsExactly(done, refused, done);
  }
}
