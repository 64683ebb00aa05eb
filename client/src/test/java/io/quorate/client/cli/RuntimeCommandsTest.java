package io.quorate.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import io.quorate.client.FakeNode;
import io.quorate.v1.CompareRuntimeRequest;
import io.quorate.v1.CompareRuntimeResponse;
import io.quorate.v1.Counter;
import io.quorate.v1.CounterResponse;
import io.quorate.v1.GetCounterRequest;
import io.quorate.v1.GetRuntimeRequest;
import io.quorate.v1.ListCountersRequest;
import io.quorate.v1.ListCountersResponse;
import io.quorate.v1.ListRuntimeRequest;
import io.quorate.v1.ListRuntimeResponse;
import io.quorate.v1.MemberRuntime;
import io.quorate.v1.NextCounterRequest;
import io.quorate.v1.ObserveCounterRequest;
import io.quorate.v1.RaiseCounterRequest;
import io.quorate.v1.RuntimeAggregate;
import io.quorate.v1.RuntimeChange;
import io.quorate.v1.RuntimeDeadline;
import io.quorate.v1.RuntimeEntry;
import io.quorate.v1.RuntimeResponse;
import io.quorate.v1.TouchRuntimeRequest;
import io.quorate.v1.WriteRuntimeRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RuntimeCommandsTest {
  private static final RuntimeResponse WRITTEN =
      RuntimeResponse.newBuilder().setRevision(8).setChanged(true).build();
  private static final CounterResponse MOVED =
      CounterResponse.newBuilder().setFirst(5).setLast(7).setChanged(true).build();

  private final FakeNode node = FakeNode.start();

  @AfterEach
  void stop() {
    node.close();
  }

  private CliRun run(String... arguments) {
    return CliRun.with(node).run(arguments);
  }

  private static RuntimeEntry.Builder entry(String path) {
    return RuntimeEntry.newBuilder()
        .setPath(path)
        .setValue(ByteString.copyFromUtf8("alive"))
        .setRevision(7);
  }

  @Test
  void putSaysHowLongTheEntryStays() {
    node.on(WriteRuntimeRequest.class, request -> WRITTEN);

    assertThat(run("runtime", "put", "web", "a=1", "--ttl", "30s", "--epoch", "3").exits(0).out())
        .isEqualTo("web: revision 8\n");
    run("runtime", "put", "web", "b.json={}", "--with-epoch", "--if-absent", "--dry-run").exits(0);
    run("runtime", "put", "web", "c=1", "--if-value-revision", "4").exits(0);
    WriteRuntimeRequest timed = node.requests(WriteRuntimeRequest.class).get(0);
    assertThat(timed.getEpoch()).isEqualTo(3);
    assertThat(timed.getChanges(0).getTtl()).isEqualTo(Durations.fromSeconds(30));
    RuntimeChange bound = node.requests(WriteRuntimeRequest.class).get(1).getChanges(0);
    assertThat(bound.getWithEpoch()).isTrue();
    assertThat(bound.getMediaType()).isEqualTo("application/json");
    assertThat(bound.hasIfRevision()).isTrue();
    assertThat(bound.getIfRevision()).isZero();
    assertThat(node.requests(WriteRuntimeRequest.class).get(1).getDryRun()).isTrue();
    RuntimeChange plain = node.requests(WriteRuntimeRequest.class).get(2).getChanges(0);
    assertThat(plain.getLifetimeCase()).isEqualTo(RuntimeChange.LifetimeCase.LIFETIME_NOT_SET);
    assertThat(plain.getIfRevision()).isEqualTo(4);
  }

  @Test
  void whatExcludesEachOtherIsRefused() {
    assertThat(run("runtime", "put", "web", "a=1", "--ttl", "5s", "--with-epoch").exits(2).err())
        .contains("--ttl and --with-epoch exclude each other");
    assertThat(run("runtime", "put", "web", "a").exits(2).err())
        .isEqualTo(
            """
            error: "a" is not PATH=VALUE; write both as one word, such as limits/cpu=80
            try: quorate runtime put --help
            """);
    assertThat(run("counter", "next", "web", "n", "--count", "0").exits(2).err())
        .contains("--count must be 1 or more");
    assertThat(run("runtime").exits(2).err()).contains("quorate runtime put");
    assertThat(run("counter").exits(2).err()).contains("quorate counter next");
  }

  @Test
  void theEntriesOfMembersAreShownSideBySide() {
    node.on(
        CompareRuntimeRequest.class,
        request ->
            CompareRuntimeResponse.newBuilder()
                .addMembers(
                    MemberRuntime.newBuilder()
                        .setNode("a")
                        .setEntry(entry("r").setValue(ByteString.copyFromUtf8("10")))
                        .setAge(Durations.fromSeconds(3))
                        .setOnline(true))
                .addMembers(
                    MemberRuntime.newBuilder()
                        .setNode("b")
                        .setEntry(entry("r").setValue(ByteString.copyFromUtf8("7")))
                        .setAge(Durations.fromSeconds(90))
                        .setLastSeen(Durations.fromSeconds(80)))
                .addMembers(MemberRuntime.newBuilder().setNode("c").setOnline(true))
                .setAggregate(RuntimeAggregate.newBuilder().setSum("17").setMin("7").setMax("10"))
                .build());

    assertThat(run("runtime", "get", "web", "r", "--all-nodes").exits(0).out())
        .containsPattern("a +10 +3s +now")
        .containsPattern("b +7 +1m 30s +1m 20s ago")
        .containsPattern("c +- +- +now")
        .endsWith("sum 17, min 7, max 10\n");
    assertThat(run("runtime", "get", "web", "r", "--all-nodes", "-o", "json").exits(0).out())
        .contains("\"sum\": \"17\"");
    assertThat(run("runtime", "get", "web", "r", "--all-nodes", "--node", "a").exits(2).err())
        .contains("--all-nodes goes with neither --node nor --file");
  }

  @Test
  void entriesOfAMemberAreNamed() {
    node.on(WriteRuntimeRequest.class, request -> WRITTEN);
    node.on(GetRuntimeRequest.class, request -> entry("a").build());

    run("runtime", "put", "web", "a=1", "--node", "n1").exits(0);
    run("runtime", "delete", "web", "a", "--node", "n1").exits(0);
    run("runtime", "get", "web", "a", "--node", "n1").exits(0);
    assertThat(node.requests(WriteRuntimeRequest.class))
        .allMatch(request -> request.getChanges(0).getNode().equals("n1"));
    assertThat(node.requests(GetRuntimeRequest.class).get(0).getNode()).isEqualTo("n1");
  }

  @Test
  void getAndListShowEntriesWithTheirEnds() {
    node.on(GetRuntimeRequest.class, request -> entry("a").build());
    assertThat(run("runtime", "get", "web", "a").exits(0).out()).isEqualTo("alive\n");
    assertThat(run("runtime", "get", "web", "a", "-o", "json").exits(0).out()).contains("revision");

    RuntimeDeadline deadline =
        RuntimeDeadline.newBuilder().setAt(Timestamps.fromSeconds(1_700_000_000)).build();
    node.on(
        ListRuntimeRequest.class,
        request ->
            ListRuntimeResponse.newBuilder()
                .addEntries(entry("a").setAt(deadline))
                .addEntries(entry("b").setEpoch(3))
                .addEntries(entry("c"))
                .setMore(true)
                .build());
    assertThat(run("runtime", "list", "web", "x", "--after", "x/y").exits(0).out())
        .contains("2023-11-14", "with epoch 3", "alive", "go on with --after c");
    assertThat(node.requests(ListRuntimeRequest.class).get(0).getBelow()).isEqualTo("x");
    assertThat(node.requests(ListRuntimeRequest.class).get(0).getAfter()).isEqualTo("x/y");
  }

  @Test
  void touchAndDeleteNamePaths() {
    node.on(TouchRuntimeRequest.class, request -> WRITTEN);
    node.on(WriteRuntimeRequest.class, request -> WRITTEN);

    assertThat(run("runtime", "touch", "web", "a", "b", "--if-value-revision", "7").exits(0).out())
        .isEqualTo("web: put off\n");
    run("runtime", "delete", "web", "a", "b", "--epoch", "2").exits(0);
    assertThat(node.requests(TouchRuntimeRequest.class).get(0).getEntriesList())
        .hasSize(2)
        .allMatch(touch -> touch.getIfRevision() == 7);
    WriteRuntimeRequest deletion = node.requests(WriteRuntimeRequest.class).get(0);
    assertThat(deletion.getChangesList()).hasSize(2).noneMatch(RuntimeChange::hasValue);
    assertThat(deletion.getEpoch()).isEqualTo(2);
  }

  @Test
  void countersMoveOnAndAreShown() {
    node.on(NextCounterRequest.class, request -> MOVED);
    node.on(ObserveCounterRequest.class, request -> MOVED);
    node.on(RaiseCounterRequest.class, request -> MOVED);
    Counter counter = Counter.newBuilder().setName("n").setLast(7).setMargin(1_000).build();
    node.on(GetCounterRequest.class, request -> counter);
    node.on(
        ListCountersRequest.class,
        request -> ListCountersResponse.newBuilder().addCounters(counter).build());

    assertThat(run("counter", "next", "web", "n").exits(0).out()).isEqualTo("5\n");
    assertThat(run("counter", "next", "web", "n", "--count", "3").exits(0).out())
        .isEqualTo("5 7\n");
    assertThat(run("counter", "observe", "web", "n", "7").exits(0).out())
        .isEqualTo("n: goes on above 7\n");
    assertThat(
            run("counter", "raise", "web", "n", "--to", "7", "--margin", "9", "--dry-run")
                .exits(0)
                .out())
        .isEqualTo("n: would go on above 7 (nothing was changed)\n");
    assertThat(node.requests(RaiseCounterRequest.class).get(0).getMargin()).isEqualTo(9);
    assertThat(run("counter", "get", "web", "n").exits(0).out()).isEqualTo("7\n");
    assertThat(run("counter", "list", "web").exits(0).out()).contains("NAME", "n", "1000");
  }
}
