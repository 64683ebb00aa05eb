package io.quorate.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.quorate.client.FakeNode;
import io.quorate.client.error.Refusals;
import io.quorate.v1.ConfigDeletion;
import io.quorate.v1.ConfigEntry;
import io.quorate.v1.ConfigWatchEvent;
import io.quorate.v1.Notice;
import io.quorate.v1.RuntimeDeletion;
import io.quorate.v1.RuntimeEntry;
import io.quorate.v1.RuntimeWatchEvent;
import io.quorate.v1.WatchConfigRequest;
import io.quorate.v1.WatchRuntimeRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchCommandsTest {
  private final FakeNode node = FakeNode.start();
  private final FakeNode other = FakeNode.start();

  @AfterEach
  void stop() {
    node.close();
    other.close();
  }

  private CliRun run(String... arguments) {
    return CliRun.with(node).run(arguments);
  }

  private CliRun runAtBoth(String... arguments) {
    return CliRun.with(node, other).run(arguments);
  }

  private static ConfigEntry.Builder value(String path, long revision) {
    return ConfigEntry.newBuilder()
        .setPath(path)
        .setValue(ByteString.copyFromUtf8("v" + revision))
        .setRevision(revision);
  }

  /** First all values, then one change, then nothing any more: each stream tells one event. */
  private static ConfigWatchEvent next(WatchConfigRequest request) {
    if (request.getFrom() == 0) {
      return ConfigWatchEvent.newBuilder()
          .setRevision(3)
          .setReset(true)
          .addValues(value("a", 1))
          .addValues(value("b", 3).setNode("n1"))
          .build();
    }
    return ConfigWatchEvent.newBuilder()
        .setRevision(4)
        .addValues(value("a", 4))
        .addDeleted(ConfigDeletion.newBuilder().setPath("b").setNode("n1"))
        .build();
  }

  private static io.grpc.StatusException refused(String reason) {
    return Refusals.toStatus(
        Status.Code.FAILED_PRECONDITION,
        List.of(Notice.newBuilder().setReason(reason).setMessage("no").setRemedy("do").build()));
  }

  @Test
  void eachChangeIsOnALineAndTheNextStreamGoesOn() {
    node.on(WatchConfigRequest.class, WatchCommandsTest::next);

    assertThat(run("config", "watch", "web", "x", "--node", "n1", "--count", "4").exits(0).out())
        .isEqualTo(
            "all values as of revision 3\n1 a = v1\n3 b of n1 = v3\n4 a = v4\n4 b of n1 deleted\n");
    assertThat(node.requests(WatchConfigRequest.class))
        .extracting(WatchConfigRequest::getFrom)
        .contains(0L, 3L);
    assertThat(node.requests(WatchConfigRequest.class).get(0).getBelow()).isEqualTo("x");
    assertThat(node.requests(WatchConfigRequest.class).get(0).getNode()).isEqualTo("n1");
    assertThat(run("config", "watch", "web", "--from", "9", "--count", "1", "-o", "json").out())
        .hasLineCount(1)
        .contains("\"revision\":\"4\"");
  }

  @Test
  void anotherNodeMayHaveComeFurther() {
    node.on(
        WatchConfigRequest.class,
        request -> {
          throw behind();
        });
    other.on(
        WatchConfigRequest.class,
        request -> ConfigWatchEvent.newBuilder().setRevision(8).addValues(value("a", 8)).build());

    assertThat(runAtBoth("config", "watch", "web", "--from", "7", "--count", "1").exits(0).out())
        .isEqualTo("8 a = v8\n");
    other.on(
        WatchConfigRequest.class,
        request -> {
          throw refused("FROM_THE_FUTURE");
        });
    assertThat(runAtBoth("config", "watch", "web", "--from", "7").exits(1).err())
        .contains("FROM_THE_FUTURE");
  }

  private static io.grpc.StatusException behind() {
    return Refusals.noQuorum("this node lags behind", "ask another");
  }

  @Test
  void whatCannotGoOnEndsWithTheReason() {
    node.on(
        WatchConfigRequest.class,
        request -> {
          throw refused("COMPACTED");
        });

    assertThat(run("config", "watch", "web", "--from", "7").exits(1).err()).contains("COMPACTED");
    assertThat(run("config", "watch", "web", "--from", "-1").exits(2).err())
        .contains("--from must be 0 or more");
    assertThat(run("runtime", "watch", "web", "--count", "0").exits(2).err())
        .contains("--count must be 1 or more");
  }

  @Test
  void nobodyThereIsSaidWithWhereToGoOn() {
    node.close();
    other.close();

    assertThat(run("runtime", "watch", "web", "--from", "7", "--timeout", "300ms").exits(3).err())
        .contains("no node has answered", "--from 7");
  }

  @Test
  void runtimeEntriesAreShownAlike() {
    node.on(
        WatchRuntimeRequest.class,
        request ->
            RuntimeWatchEvent.newBuilder()
                .setRevision(5)
                .setReset(request.getFrom() == 0)
                .addEntries(
                    RuntimeEntry.newBuilder()
                        .setPath("s/1")
                        .setValue(ByteString.copyFromUtf8("alive"))
                        .setRevision(5))
                .addDeleted(RuntimeDeletion.newBuilder().setPath("s/2").setNode("n1"))
                .build());

    assertThat(run("runtime", "watch", "web", "s", "--count", "2").exits(0).out())
        .isEqualTo("all entries as of revision 5\n5 s/1 = alive\n5 s/2 of n1 deleted\n");
  }
}
